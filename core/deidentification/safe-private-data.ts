/**
 * Facts of PS3.15 Table E.3.10-1 ("Safe Private Attributes"), edition 2026d: those of its 479 rows that are numbers or terms of a
 * closed list (CS). Left out, for a profile to list: free text (LO, SH, ST, LT), what nobody can judge (OB, OW, AT), sequences, UIDs,
 * rows without a VR, and the timestamps of SIEMENS Ultrasound SC2000. One line a group, VR and creator; elements in hex, `-` for a row of
 * them.
 */
export const safePrivateText = `
0019 DS GEMS_ACQU_01: 23 24 27
0025 SL GEMS_SERS_01: 07
0043 DS GEMS_PARM_01: 6F
0043 IS GEMS_PARM_01: 39
0045 FL GEMS_HELIOS_01: 02
0045 SS GEMS_HELIOS_01: 01
0903 US GEIIS PACS: 10-12
00E1 DS ELSCINT1: 21 50
01E1 CS ELSCINT1: 26
01F1 CS ELSCINT1: 01
01F1 DS ELSCINT1: 07 26 27
0019 CS SIEMENS MR HEADER: 0D
0019 FD SIEMENS MR HEADER: 0E 27
0019 IS SIEMENS MR HEADER: 0C
0119 IS SIEMENS Ultrasound SC2000: 13
0119 SS SIEMENS Ultrasound SC2000: 09
0119 UL SIEMENS Ultrasound SC2000: 05-08
0129 CS SIEMENS Ultrasound SC2000: 30
0139 SL SIEMENS Ultrasound SC2000: 01
0149 FD SIEMENS Ultrasound SC2000: 01
7053 DS Philips PET Private Group: 00 09
2005 FL Philips MR Imaging DD 001: 0D 0E
2001 CS Philips Imaging DD 001: 04 06 07 0B 0C 0E 10 12 19 1C 1E 1F 21 24 26 27 2A 2B 2E 33 34 36 37 3A 3F 40 42 46 4A-4E 53 56 57 61-63 67 71 77 8C A1 DA F3 F5
2001 DS Philips Imaging DD 001: 23 74 75 83-85 88-8A
2001 FD Philips Imaging DD 001: 4F C2
2001 FL Philips Imaging DD 001: 01 03 09 11 1A 1B 22 28 29 2C 2F 32 38 39 3B 3C 3E 41 47 54 7A F1 F2
2001 IS Philips Imaging DD 001: 02 08 0A 1D 43-45 49 51 59 72 7B 81 82 86 CB
2001 SL Philips Imaging DD 001: 13 14 17 18 60
2001 SS Philips Imaging DD 001: 05 0F 15 16 2D 35 48
2001 UL Philips Imaging DD 001: 30 3D 55 58 76 7C 9B A3-A5 C0 C3 DF F4 F6
2001 US Philips Imaging DD 001: 31 7E 7F 9F A2 D1-D9 DB-DE
2001 CS Philips Imaging DD 002: 03 07 0D 12 18 39 50 53 65 66 71
2001 FD Philips Imaging DD 002: 02 05 08-0B 0E 14-17 19-27 2C 2D 35-38
2001 FL Philips Imaging DD 002: 72 73
2001 SS Philips Imaging DD 002: 04 10 11 13 2B 2E-34 3E-40 75
2001 UL Philips Imaging DD 002: 5D 5E
2001 US Philips Imaging DD 002: 01 06 0C 0F 28-2A
2001 CS Philips Imaging DD 097: A1
2001 FD Philips Imaging DD 097: 02-04 07 0D 0F 1A 1C-1F 22-27 2B 2C 37-3B 3D A2-A5 AA
2001 IS Philips Imaging DD 097: A8 AB
2001 SL Philips Imaging DD 097: 30-32 45 4B
2001 UL Philips Imaging DD 097: 1B 21 2D 40
2001 US Philips Imaging DD 097: 17 18 A6
2001 CS Philips Imaging DD 129: 07 08
2001 FD Philips Imaging DD 129: 05 06
2001 UL Philips Imaging DD 129: 03 09
0099 FL NQHeader: 10 21
0099 SS NQHeader: 04
0199 FL NQLeft: 01-16
0299 FL NQRight: 01-16
`;
