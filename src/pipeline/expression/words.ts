/** The words that the expression model writes (spec §1). */
export const EYES = ['작게', '보통', '크게', '아주 크게'] as const;
export const MOUTH = ['보통', '크게', '아주 크게'] as const;
export const POSE = ['없음', '보통', '많이'] as const;

export type Eyes = (typeof EYES)[number];
export type Mouth = (typeof MOUTH)[number];
export type Pose = (typeof POSE)[number];

export interface ExpressionWords {
  eyes: Eyes;
  mouth: Mouth;
  pose: Pose;
}

/** What she shows when the model wrote nothing usable. */
export const NEUTRAL: Readonly<ExpressionWords> = { eyes: '보통', mouth: '보통', pose: '없음' };
