/** How the controller moves. */
export interface RiskLevelOptions {
  /** Share of live answers that may be abandoned in the long run, below the legal limit. @defaultValue 0.025 */
  readonly setPoint?: number | undefined;
  /** Size of a step. @defaultValue 0.3 */
  readonly gain?: number | undefined;
}

/** The logarithm λ of the share of answers that a decision may leave without an agent, and the walls it moves between. */
export interface RiskLevel {
  readonly setPoint: number;
  readonly gain: number;
  /** ln(setPoint): where it begins. */
  readonly start: number;
  /** ln(setPoint / 40): at or under it no risk is taken. */
  readonly floor: number;
  /** ln(0.6): it never rises over it. */
  readonly ceiling: number;
}

export function riskLevel({ setPoint = 0.025, gain = 0.3 }: RiskLevelOptions = {}): RiskLevel {
  return {
    setPoint,
    gain,
    start: Math.log(setPoint),
    floor: Math.log(setPoint / 40),
    ceiling: Math.log(0.6),
  };
}

/**
 * λ after one more settled live answer: a step up of `gain · setPoint` for a person who was met, a step down of
 * `gain · (1 − setPoint)` for one who was abandoned. It is cut above and never below: what it falls under the floor is a
 * debt that has to be earned back, which is what makes the bound in docs/pacing.md hold.
 */
export function nextRisk(risk: number, { setPoint, gain, ceiling }: RiskLevel, abandoned: boolean): number {
  return Math.min(ceiling, risk + gain * (setPoint - (abandoned ? 1 : 0)));
}
