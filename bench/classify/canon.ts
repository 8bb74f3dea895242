import { agent, deep, flat, mr, type Protocol } from './protocol.ts';

const plain = 'ORIGINAL\\PRIMARY\\OTHER';

/** Typical of Vantage (M-Power), in its head protocols. */
export const canon: readonly Protocol[] = [
  mr('localizer', 'ORIGINAL\\PRIMARY\\LOCALIZER', 'GR', [2.6, 5.4, 15], ['3ax Locator', 'Locator'], flat),
  mr('localizer', plain, 'GR', [2.6, 5.4, 15], ['Locator multi', '3-axis scout'], flat),
  mr('other', plain, 'GR', [1.8, 120, 20], ['MAP', 'WB MAP'], flat),
  mr('T1', plain, 'SE', [12, 520, 90], ['T1 SE Ax', 'T1_SE15'], flat),
  mr('T1', plain, 'GR\\IR', [3.2, 6.3, 9, 900], ['T1 MPRAGE', '3D FFE MPRAGE SAG'], deep),
  mr('T1', plain, 'GR', [5.5, 230, 75], ['T1 FE2D', 'FE_slit T1'], flat),
  mr('T1 post-contrast', plain, 'SE', [12, 520, 90], ['T1 SE Ax CE', 'T1 SE Cor post'], { ...flat, ...agent }),
  mr('T1 post-contrast', plain, 'GR\\IR', [3.2, 6.3, 9, 900], ['MPRAGE CE', 'T1 3D CE'], { ...deep, ...agent }),
  mr('T1 post-contrast', plain, 'GR', [2.5, 5.5, 12], ['QUICK 3D FS +C', 'T1 QUICK3D post'], deep),
  mr('T2', plain, 'SE', [105, 4300, 90], ['T2 FSE Ax', 'T2 JET', 'T2 FSE Cor'], flat),
  mr('T2', plain, 'SE', [250, 2500, 90], ['T2 MPV', '3D FASE T2'], deep),
  mr('FLAIR', plain, 'SE\\IR', [105, 10000, 90, 2700], ['FLAIR FSE Ax', 'FLAIR JET'], flat),
  mr('FLAIR', plain, 'SE\\IR', [390, 6000, 90, 1900], ['FLAIR MPV', '3D FLAIR sag'], deep),
  mr('other', plain, 'SE\\IR', [60, 4000, 90, 190], ['STIR Cor', 'STIR FSE'], flat),
  mr('other', plain, 'GR', [15, 600, 20], ['T2* FE', 'T2star Ax'], flat),
  mr('other', plain, 'SE', [18, 2700, 90], ['PD FSE', 'PDW Ax'], flat),
  mr('DWI', plain, 'EP\\SE', [80, 6000, 90], ['DWI b1000', 'SE_EPI DWI'], { ...flat, diffusionBValue: 1000 }),
  mr('ADC', 'DERIVED\\SECONDARY\\ADC', 'EP\\SE', [80, 6000, 90], ['ADC', 'Iso ADC'], flat),
  mr('DWI', plain, 'EP\\SE', [85, 9000, 90], ['DTI 30 axis', 'DTI SE_EPI'], { ...flat, diffusionBValue: 1000 }),
  mr('other', 'DERIVED\\SECONDARY\\OTHER', 'EP\\SE', [85, 9000, 90], ['FA map', 'DTI FA'], flat),
  mr('perfusion', plain, 'EP\\GR', [40, 2000, 75], ['Perfusion FE_EPI', 'DSC perf'], {
    ...flat,
    ...agent,
    numberOfTemporalPositions: 45,
  }),
  mr('perfusion map', 'DERIVED\\SECONDARY\\CBV', 'EP\\GR', [40, 2000, 75], ['CBV', 'Perf CBV'], flat),
  mr('perfusion', plain, 'EP\\GR', [14, 4500, 90], ['ASL mASTAR', '3D ASL'], {
    ...deep,
    numberOfTemporalPositions: 20,
  }),
  mr('fMRI', plain, 'EP\\GR', [35, 2500, 85], ['fMRI FE_EPI', 'BOLD motor'], {
    ...flat,
    numberOfTemporalPositions: 100,
  }),
  mr('SWI', plain, 'GR', [20, 29, 15], ['FSBB', 'FSBB minIP'], deep),
  mr('MRA', plain, 'GR', [3.4, 21, 18], ['3D TOF SORS', 'TOF MRA'], { ...deep, angioFlag: 'Y' }),
  mr('MRA', 'DERIVED\\SECONDARY\\MIP', 'GR', [3.4, 21, 18], ['MIP TOF', 'TOF rotation MIP'], deep),
  mr('MRA', plain, 'SE', [80, 2500, 90], ['FBI peripheral', 'Time-SLIP MRA'], { ...deep, angioFlag: 'Y' }),
];
