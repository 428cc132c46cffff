/** The wall behind her. */
import { lum, mix, mul } from './colour.mjs';
import { clamp, rng } from './math.mjs';
import { fixed } from './path.mjs';

/** Two-tone wall with soft discs of light; black in a mask. */
export function background(scene) {
  const { defs, mask, o, out } = scene;
  if (mask) out.push('<rect width="512" height="512" fill="#000"/>');
  else {
    let b1 = o.bg,
      b2 = o.bg2;
    const sd = clamp(o.bgStd);
    if (o.bgMean != null) {
      const want = clamp((o.bgMean - 0.043 - 0.12 * sd) / (0.946 - 0.18 * sd), 0.01, 0.99),
        adj = (c) => {
          const d = want - lum(c);
          return d > 0
            ? mix(c, '#ffffff', clamp(d / (1.001 - lum(c))))
            : mix(c, '#000000', clamp(-d / (lum(c) + 0.001)));
        };
      b1 = adj(b1);
      b2 = adj(b2);
    }
    const hi = mix(b2, '#ffffff', 0.15 + 0.5 * sd),
      lo = mix(b1, mul(b1, '#40486a'), 0.1 + 0.55 * sd);
    defs.push(
      `<radialGradient id="bg${o.seed}" cx=".3" cy=".2" r="1.05"><stop offset="0" stop-color="${hi}"/><stop offset=".5" stop-color="${mix(b1, b2, 0.4)}"/><stop offset="1" stop-color="${lo}"/></radialGradient><radialGradient id="bk${o.seed}"><stop offset="0" stop-color="#fff" stop-opacity=".55"/><stop offset=".82" stop-color="#fff" stop-opacity=".7"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>`,
    );
    out.push(`<rect width="512" height="512" fill="url(#bg${o.seed})"/>`);
    const rb = rng(o.seed + 99);
    for (let i = 0; i < 9; i++) {
      const x = rb() * 512,
        y = rb() * 420,
        r = 12 + rb() * 38;
      out.push(
        `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(r)}" fill="url(#bk${o.seed})" fill-opacity="${fixed(0.1 + (0.1 + 0.5 * sd) * rb())}"/>`,
      );
    }
  }
}
