/** Colours that a latent chooses from, each list ordered where it is a ramp. */
export const SKINS = [
  '#fce6d8',
  '#f9decb',
  '#f7d8c3',
  '#f3cdb2',
  '#eabd9c',
  '#dca680',
  '#c68c64',
  '#a56c48',
  '#7f4f34',
];
export const HAIRS = [
  '#17151c',
  '#211a1c',
  '#33231e',
  '#4a3024',
  '#6a4430',
  '#8a5e3e',
  '#b28654',
  '#d2ae78',
  '#e6cf9f',
];
export const IRIS = [
  '#3b2418',
  '#4a2e1d',
  '#5e3d24',
  '#6f4a2a',
  '#7d6236',
  '#5d6b45',
  '#4f7180',
  '#5a6f9c',
];
export const TOPS = [
  '#f3efe8',
  '#2f3a5c',
  '#7c3a4c',
  '#5f7d76',
  '#c79a7c',
  '#22222a',
  '#a9b9d6',
  '#e3b7b4',
  '#8a7bb0',
  '#d9c8a6',
  '#3f6a5a',
  '#b8504c',
];
/** Cardigans, jackets and hoodies: quiet colours that go with every top. */
export const OVERS = [
  '#e9e1d3',
  '#cbb79c',
  '#39415a',
  '#8d95a6',
  '#2e2c33',
  '#b98f82',
  '#7d8a74',
  '#d9c6cc',
];
export const BGS = [
  ['#c5d2e8', '#f0e2e6'],
  ['#e6cfd4', '#f7ece2'],
  ['#c3dacf', '#f0efdc'],
  ['#d5cbea', '#efe2f2'],
  ['#e6d6c0', '#fbf2e4'],
  ['#a9bdd2', '#dbe6ec'],
  ['#b7c3a8', '#ece8d2'],
  ['#8f93b8', '#d9c8dc'],
  ['#d8b6a6', '#f3dccb'],
  ['#9db8bd', '#e2ebe4'],
];
