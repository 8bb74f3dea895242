import { deep, flat, mr, type Protocol } from './protocol.ts';

const plain = 'ORIGINAL\\PRIMARY\\M\\ND\\NORM';
const epi = 'ORIGINAL\\PRIMARY\\M\\ND\\MOSAIC';
const seq = (sequenceName: string) => ({ sequenceName });

/**
 * Names that studies published in their conversion scripts (BIDS heuristics on GitHub), looked up after the rules were written, with attributes as such
 * a series has; many without what newer software writes. All of them are held out.
 */
export const publicNames: readonly Protocol[] = [
  mr('SWI', plain, 'GR', [20, 27, 15], ['Mag_Images', 't2_swi3d_Mag'], { ...deep, ...seq('*swi3d1r') }),
  mr('SWI', 'ORIGINAL\\PRIMARY\\P\\ND', 'GR', [20, 27, 15], ['Pha_Images'], deep),
  mr('other', epi, 'EP', [66, 7720, 90], ['SpinEchoFieldMap_AP', 'SpinEchoFieldMap_PA'], {
    ...flat,
    ...seq('*epse2d1_90'),
  }),
  mr('fMRI', epi, 'EP', [33, 800, 52], ['rfMRI_REST_PA', 'rfMRI_REST_AP_SBRef'], { ...flat, ...seq('epfid2d1_104') }),
  mr('fMRI', epi, 'EP', [30, 2200, 90], ['Resting_State_fMRI', 'rsfMRI', 'MoCoSeries'], {
    ...flat,
    ...seq('*epfid2d1_64'),
  }),
  mr('fMRI', epi, 'EP', [30, 2000, 80], ['multi-band emotion task', 'func_nback_run-01'], flat),
  mr('DWI', epi, 'EP', [89, 3230, 78], ['dMRI_dir106_PA_2x2x2', 'dMRI_dir106_AP_2x2x2_SBRef'], flat),
  mr('DWI', epi, 'EP', [95, 9000, 90], ['HARDI', 'DTI_gated', 'Axial DTI FREE'], flat),
  mr('ADC', 'DERIVED\\PRIMARY\\DIFFUSION\\ADC\\ND', 'EP', [89, 3230, 78], ['dMRI_dir106_AP_2x2x2_ADC'], flat),
  mr('other', 'DERIVED\\PRIMARY\\DIFFUSION\\FA\\ND', 'EP', [89, 3230, 78], ['dMRI_dir106_AP_2x2x2_FA', 'ColFA'], flat),
  mr('ADC', 'DERIVED\\SECONDARY', 'EP', [85, 9000, 90], ['Average_DC', 'eADC map'], flat),
  mr('other', 'DERIVED\\SECONDARY', 'EP', [85, 9000, 90], ['Fractional_Aniso', 'Isotropic image'], flat),
  mr(
    'T1',
    plain,
    'GR\\IR',
    [2.9, 2300, 9, 880],
    ['T1_p2_1mm_fov256_sag_TI_880', 'MPRAGE GRAPPA2(adni)', '3D SAG'],
    deep,
  ),
  mr('T1', plain, 'GR', [3.1, 6.8, 8], ['sT1W_1mm_3D_32ch', 'neuronav'], deep),
  mr('T1', plain, 'GR', [4.6, 25, 30], ['T1 3D FFE', 'SPGR sag'], deep),
  mr('T2', plain, 'SE', [414, 3200, 120], ['t2_space_sag_iso_edinburgh', 'T2w_SPC'], deep),
  mr('T2', plain, 'SE', [146, 8910, 150], ['t2_tse_tra_1mm_MCRIB_p2', 't2_qtse_cor'], flat),
  mr('T2', plain, 'SE', [104, 3500, 160], ['I_t2_tse_sag_384_C1-C8_COMP_SP_1', 'hippocampus tse'], flat),
  mr('FLAIR', plain, 'SE\\IR', [395, 5000, 120, 1800], ['32_FLAIR_1mm_ipat2_ORIG', 'Sag 3D dark fluid'], deep),
  mr('FLAIR', 'DERIVED\\SECONDARY\\MPR\\CSA MPR', 'SE\\IR', [395, 5000, 120, 1800], ['FLAIR_TRA'], deep),
  mr('other', plain, 'SE', [11, 3000, 150], ['PD-T2 dual echo', 'Dual_Echo'], flat),
  mr('T2', plain, 'SE', [101, 3000, 150], ['PD-T2 dual echo', 'Dual_Echo'], flat),
  mr('localizer', plain, 'GR', [1.4, 3.2, 8], ['AAHead_Scout_64ch-head-coil', 'HeadScout_32ch'], deep),
  mr('perfusion', 'ORIGINAL\\PRIMARY\\ASL\\NONE\\ND', 'EP', [12, 2500, 90], ['PASL', 'ASL_multi_reset'], flat),
  mr(
    'perfusion map',
    'DERIVED\\PRIMARY\\ASL\\RELCBF\\ND',
    'EP',
    [12, 2500, 90],
    ['relCBF', 'Perfusion_Weighted_relCBF'],
    flat,
  ),
  mr('perfusion', plain, 'EP', [30, 1500, 90], ['Bolus dynamic EPI', 'T2* perfusion Gd'], flat),
  mr('T1 post-contrast', plain, 'SE', [8.4, 620, 90], ['Axial T1 C+', 'T1 axial enhanced', 'T1 tra nach KM'], flat),
];
