import { agent, deep, flat, mr, type Protocol } from './protocol.ts';

const plain = 'ORIGINAL\\PRIMARY\\M\\NORM\\DIS2D';
const seq = (sequenceName: string) => ({ sequenceName });

/** Typical of syngo MR (VB to XA), in its head protocols. */
export const siemens: readonly Protocol[] = [
  mr('localizer', plain, 'GR', [4, 8.6, 20], ['localizer', 'loc_3plane'], { ...flat, ...seq('*fl2d1') }),
  mr('localizer', 'ORIGINAL\\PRIMARY\\M\\ND\\NORM', 'GR', [1.37, 3.15, 8], ['AAHead_Scout', 'AAHScout'], {
    ...deep,
    ...seq('*fl3d1_ns'),
  }),
  mr(
    'localizer',
    'DERIVED\\PRIMARY\\MPR\\ND\\NORM',
    'GR',
    [1.37, 3.15, 8],
    ['AAHead_Scout_MPR_cor', 'AAHead_Scout_MPR_sag'],
    {
      ...deep,
      ...seq('*fl3d1_ns'),
    },
  ),
  mr('T1', plain, 'GR\\IR', [2.98, 2300, 9, 900], ['t1_mprage_sag_p2_iso', 'MPRAGE', 't1_mpr_ns_sag'], {
    ...deep,
    ...seq('*tfl3d1_16ns'),
  }),
  mr('T1 post-contrast', plain, 'GR\\IR', [2.67, 1900, 9, 900], ['t1_mprage_tra_p2_iso_KM', 't1_mprage_sag_post'], {
    ...deep,
    ...agent,
    ...seq('*tfl3d1_ns'),
  }),
  mr('T1 post-contrast', plain, 'GR\\IR', [2.67, 1900, 9, 900], ['t1_mprage_sag_KM', 't1_mprage_sag_+GD'], {
    ...deep,
    ...seq('*tfl3d1_ns'),
  }),
  mr(
    'T1',
    'DERIVED\\PRIMARY\\MPR\\NORM\\DIS2D',
    'GR\\IR',
    [2.98, 2300, 9, 900],
    ['t1_mprage_sag_MPR_tra', 't1_mprage MPR cor'],
    {
      ...deep,
      ...seq('*tfl3d1_16ns'),
    },
  ),
  mr('T1', plain, 'SE', [9.4, 560, 90], ['t1_se_tra', 't1_tse_sag'], { ...flat, ...seq('*se2d1') }),
  mr('T1 post-contrast', plain, 'SE', [9.4, 560, 90], ['t1_se_tra_KM', 't1_se_cor_fs_gd'], {
    ...flat,
    ...agent,
    ...seq('*se2d1'),
  }),
  mr('T1', plain, 'GR', [2.46, 250, 70], ['t1_fl2d_tra', 't1_fl2d_sag'], { ...flat, ...seq('*fl2d1') }),
  mr('T1 post-contrast', plain, 'GR', [1.35, 3.6, 9], ['t1_vibe_fs_tra_KM', 't1_vibe_dixon_post_W'], {
    ...deep,
    ...agent,
    ...seq('*fl3d1'),
  }),
  mr('T1 post-contrast', plain, 'SE', [11, 700, 120], ['t1_space_sag_p2_iso_KM', 't1_spc_post'], {
    ...deep,
    ...agent,
    ...seq('*spcR_44ns'),
  }),
  mr('T2', plain, 'SE', [99, 4800, 150], ['t2_tse_tra', 't2_tse_cor_fs', 't2_blade_tra'], {
    ...flat,
    ...seq('*tse2d1_15'),
  }),
  mr('T2', plain, 'SE', [408, 3200, 120], ['t2_space_sag_p2_iso', 't2_spc_sag'], { ...deep, ...seq('*spc_282ns') }),
  mr('T2', plain, 'SE', [92, 1500, 150], ['t2_haste_cor', 'HASTE tra'], { ...flat, ...seq('*h2d1_256') }),
  mr('FLAIR', plain, 'SE\\IR', [86, 9000, 150, 2500], ['t2_tirm_tra_dark-fluid', 'FLAIR tra', 't2_flair_blade'], {
    ...flat,
    ...seq('*tir2d1_16fs'),
  }),
  mr('FLAIR', plain, 'SE\\IR', [388, 5000, 120, 1800], ['t2_space_dark-fluid_sag', '3D FLAIR'], {
    ...deep,
    ...seq('*spcir_278ns'),
  }),
  mr('FLAIR', plain, 'SE\\IR', [388, 5000, 120, 1600], ['t2_space_flair_sag_KM', 'FLAIR post'], {
    ...deep,
    ...agent,
    ...seq('*spcir_278ns'),
  }),
  mr('other', plain, 'SE\\IR', [60, 4500, 150, 220], ['t2_tirm_cor', 'stir sag'], { ...flat, ...seq('*tir2d1_9') }),
  mr('other', plain, 'SE', [14, 3200, 150], ['pd_tse_tra', 'pd+t2_tse'], { ...flat, ...seq('*tse2d2_11') }),
  mr('other', plain, 'GR', [20, 650, 20], ['t2_fl2d_tra_hemo', 't2star_tra'], { ...flat, ...seq('*fl2d1') }),
  mr('other', 'ORIGINAL\\PRIMARY\\M\\ND', 'GR', [4.92, 488, 60], ['gre_field_mapping', 'fieldmap'], {
    ...flat,
    ...seq('*fm2d2r'),
  }),
  mr('other', 'ORIGINAL\\PRIMARY\\P\\ND', 'GR', [7.38, 488, 60], ['gre_field_mapping', 'fieldmap_phase'], {
    ...flat,
    ...seq('*fm2d2r'),
  }),
  mr(
    'DWI',
    'ORIGINAL\\PRIMARY\\DIFFUSION\\NONE\\ND\\NORM',
    'EP',
    [89, 5600, 90],
    ['ep2d_diff_3scan_trace', 'resolve_diff_tra'],
    {
      ...flat,
      ...seq('*ep_b0'),
    },
  ),
  mr(
    'DWI',
    'DERIVED\\PRIMARY\\DIFFUSION\\TRACEW\\ND\\NORM',
    'EP',
    [89, 5600, 90],
    ['ep2d_diff_3scan_trace_TRACEW', 'diff_TRACEW'],
    {
      ...flat,
      ...seq('*ep_b1000t'),
    },
  ),
  mr(
    'ADC',
    'DERIVED\\PRIMARY\\DIFFUSION\\ADC\\ND\\NORM',
    'EP',
    [89, 5600, 90],
    ['ep2d_diff_3scan_trace_ADC', 'diff_ADC'],
    {
      ...flat,
      ...seq('*ep_b0_1000'),
    },
  ),
  mr(
    'DWI',
    'ORIGINAL\\PRIMARY\\DIFFUSION\\NONE\\ND\\MOSAIC',
    'EP',
    [95, 8400, 90],
    ['ep2d_diff_mddw_30', 'DTI_64dir'],
    {
      ...flat,
      ...seq('*ep_b1000#12'),
    },
  ),
  mr('other', 'DERIVED\\PRIMARY\\DIFFUSION\\FA\\ND', 'EP', [95, 8400, 90], ['ep2d_diff_mddw_30_FA', 'DTI_FA'], {
    ...flat,
    ...seq('*ep_b0_1000'),
  }),
  mr(
    'other',
    'DERIVED\\PRIMARY\\DIFFUSION\\TENSOR\\ND',
    'EP',
    [95, 8400, 90],
    ['ep2d_diff_mddw_30_TENSOR', 'DTI_TENSOR'],
    {
      ...flat,
      ...seq('*ep_b0_1000'),
    },
  ),
  mr(
    'perfusion',
    'ORIGINAL\\PRIMARY\\M\\ND\\NORM',
    'EP',
    [30, 1600, 90],
    ['ep2d_perf', 'DSC perfusion', 'ep2d_perf_p2'],
    {
      ...flat,
      ...agent,
      ...seq('*epfid2d1_128'),
    },
  ),
  mr(
    'perfusion map',
    'DERIVED\\PRIMARY\\PERFUSION\\RELCBV\\ND',
    'EP',
    [30, 1600, 90],
    ['ep2d_perf_relCBV', 'perf_relCBV'],
    {
      ...flat,
      ...agent,
      ...seq('*epfid2d1_128'),
    },
  ),
  mr('perfusion map', 'DERIVED\\PRIMARY\\PERFUSION\\TTP\\ND', 'EP', [30, 1600, 90], ['ep2d_perf_TTP', 'perf_TTP'], {
    ...flat,
    ...agent,
    ...seq('*epfid2d1_128'),
  }),
  mr('perfusion', 'ORIGINAL\\PRIMARY\\ASL\\NONE\\ND\\MOSAIC', 'EP', [12, 4000, 90, 1800], ['ep2d_pasl', 'pcasl_3d'], {
    ...flat,
    ...seq('epfid2d1_64'),
  }),
  mr('perfusion', plain, 'GR', [1.1, 3.1, 12], ['t1_vibe_dynamic', 'DCE_vibe_tra'], {
    ...deep,
    ...agent,
    ...seq('*fl3d1'),
    numberOfTemporalPositions: 60,
  }),
  mr(
    'fMRI',
    'ORIGINAL\\PRIMARY\\M\\ND\\MOSAIC',
    'EP',
    [30, 2000, 90],
    ['ep2d_bold_rest', 'ep2d_bold_moco_p2', 'fMRI_fingertapping'],
    {
      ...flat,
      ...seq('*epfid2d1_64'),
    },
  ),
  mr('SWI', 'ORIGINAL\\PRIMARY\\M\\SWI\\NORM', 'GR', [20, 28, 15], ['SWI_Images', 't2_swi3d_tra'], {
    ...deep,
    ...seq('*swi3d1r'),
  }),
  mr('SWI', 'DERIVED\\PRIMARY\\M\\MNIP\\NORM', 'GR', [20, 28, 15], ['mIP_Images(SW)', 'SWI_mIP'], {
    ...deep,
    ...seq('*swi3d1r'),
  }),
  mr('MRA', 'ORIGINAL\\PRIMARY\\M\\NORM\\DIS2D', 'GR', [3.43, 21, 18], ['TOF_3D_multi-slab', 'tof_fl3d_tra'], {
    ...deep,
    ...seq('*fi3d1r'),
    angioFlag: 'Y',
  }),
  mr('MRA', 'DERIVED\\SECONDARY\\MIP\\NORM', 'GR', [3.43, 21, 18], ['TOF_3D_multi-slab_MIP_TRA', 'tof MIP SAG'], {
    ...deep,
    ...seq('*fi3d1r'),
    angioFlag: 'Y',
  }),
  mr('MRA', 'ORIGINAL\\PRIMARY\\M\\ND', 'GR', [1.05, 2.9, 25], ['fl3d_ce_carotids', 'CE-MRA supraaortic'], {
    ...deep,
    ...agent,
    ...seq('*fl3d1_ns'),
    angioFlag: 'Y',
  }),
];
