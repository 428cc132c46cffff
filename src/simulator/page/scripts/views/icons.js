const SVG = 'http://www.w3.org/2000/svg';

/** Line drawings on a 24 × 24 grid. */
const paths = {
  hash: 'M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16',
  at: 'M15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0Zm0 0v1.6a2.4 2.4 0 0 0 4.8 0V12A8.3 8.3 0 1 0 17 18.6',
  thread: 'M5 4v7a4 4 0 0 0 4 4h9M14.5 11.5 18 15l-3.5 3.5',
  people:
    'M9 11a3.4 3.4 0 1 0 0-6.8A3.4 3.4 0 0 0 9 11Zm-6.2 8.6a6.2 6.2 0 0 1 12.4 0M15.8 4.6a3.3 3.3 0 0 1 0 6.1M18 14.6a6 6 0 0 1 3.3 5',
  plus: 'M12 5v14M5 12h14',
  send: 'M4.5 12 3.8 5.4c-.1-.9.8-1.5 1.6-1.1l14.5 6.8c.8.4.8 1.5 0 1.8L5.4 19.7c-.8.4-1.7-.2-1.6-1.1L4.5 12Zm0 0h7',
  reply: 'M9.5 6 4 11.5 9.5 17M4.5 11.5H14a6 6 0 0 1 6 6V19',
  pencil: 'M5 19l.9-4L16 4.9a1.8 1.8 0 0 1 2.6 0l.6.6a1.8 1.8 0 0 1 0 2.6L9 18.1 5 19ZM14 7l3 3',
  trash:
    'M4.5 7h15M9.5 7V5.4c0-.8.6-1.4 1.4-1.4h2.2c.8 0 1.4.6 1.4 1.4V7m2.8 0-.7 11.2c-.1 1-.9 1.8-1.9 1.8H9.3c-1 0-1.8-.8-1.9-1.8L6.7 7M10.2 11v5M13.8 11v5',
  close: 'M6 6l12 12M18 6 6 18',
  chevron: 'M7 9.5l5 5 5-5',
  menu: 'M4 7h16M4 12h16M4 17h10',
  image:
    'M5.5 4.500h13a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2ZM4 16.500l4.3-4.300a1.5 1.5 0 0 1 2.1 0l6.6 6.600M14 15.500l1.7-1.700a1.5 1.5 0 0 1 2.1 0l2.5 2.500M15.5 9.200h.01',
  slash:
    'M15.5 5 8.5 19M5.5 3.500h13a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2Z',
  check: 'M5 12.500l4.5 4.500L19 7.5',
  eye: 'M2.8 12S6 5.8 12 5.8 21.2 12 21.2 12 18 18.2 12 18.2 2.8 12 2.8 12ZM12 14.800a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.600Z',
  down: 'M12 5v14M6 13l6 6 6-6',
  warning:
    'M12 9v4.500M12 16.800h.01M10.3 4.2 2.9 17.100a2 2 0 0 0 1.7 3h14.800a2 2 0 0 0 1.7-3L13.7 4.200a2 2 0 0 0-3.4 0Z',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.400M19.5 4v4h-4',
  copy: 'M9 8.500h9a1.5 1.5 0 0 1 1.5 1.500v9a1.5 1.5 0 0 1-1.5 1.500H9A1.5 1.5 0 0 1 7.5 19v-9A1.5 1.5 0 0 1 9 8.500ZM16 8.500V5A1.5 1.5 0 0 0 14.5 3.500h-9A1.5 1.5 0 0 0 4 5v9a1.5 1.5 0 0 0 1.5 1.500h2',
  external:
    'M14 4.500h5.500V10M19 5l-8 8M18 14v4a1.8 1.8 0 0 1-1.8 1.800H6A1.8 1.8 0 0 1 4.2 18V7.800A1.8 1.8 0 0 1 6 6h4',
  file: 'M13.5 3.500H7A1.8 1.8 0 0 0 5.2 5.300v13.400A1.8 1.8 0 0 0 7 20.500h10a1.8 1.8 0 0 0 1.8-1.800V8.800l-5.3-5.300Zm0 0v5.300h5.3',
  chat: 'M12 4c5 0 8.8 3.3 8.8 7.600S17 19.2 12 19.200c-1 0-2-.1-2.9-.4L4.5 20.500l1-3.600a7 7 0 0 1-2.3-5.300C3.2 7.3 7 4 12 4Z',
  switch: 'M7 8.500h12.500M16 5l3.5 3.500L16 12M17 15.500H4.500M8 12l-3.5 3.500L8 19',
};

/** @param {keyof typeof paths} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

/** The aurora: three ribbons of light. Colours come from the stylesheet. */
const ribbons = [
  ['ribbon ribbon-1', 'M5 21c1.5-5.5 2.2-10 4.8-14.500C11 4.3 13 3.5 13 5.500c0 3-3.5 8-3 14.5'],
  ['ribbon ribbon-2', 'M10.5 20.500c.5-5 2-8.5 4-11.7 1.3-2 3-2.3 2.9-.5-.2 3-3.4 6.7-3.2 12'],
  ['ribbon ribbon-3', 'M15 20c.3-3.2 1.3-5.3 2.6-7.2 1-1.4 2.3-1.4 2.1.1-.3 2.2-2 4-2 7'],
];

export function auroraMark() {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'aurora-mark');
  svg.setAttribute('aria-hidden', 'true');
  for (const [name, d] of ribbons) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', name);
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}
