import {
  DEFAULT_FRONT_POLICY,
  type FrontPolicy,
  type FrontScore,
  frontScore,
} from '../analysis/front-company.ts';
import type { SignFinding } from './sign-source.ts';

/** How far a sign that was found is to be believed: as far as the surest of its evidence. */
export function credibilityOfFinding({ proofs }: SignFinding): number {
  return Math.max(0, ...proofs.map(({ credibility }) => credibility));
}

/** The score of what was found: absent signs were looked for and count nothing, unchecked ones are told as such. */
export function scoreOfFindings(
  findings: ReadonlyMap<string, SignFinding>,
  policy: FrontPolicy = DEFAULT_FRONT_POLICY,
): FrontScore {
  return frontScore(
    [...findings]
      .filter(([, { state }]) => state !== 'not-checked')
      .map(([name, finding]) => ({
        name,
        presence: finding.state === 'present' ? 1 : 0,
        credibility: credibilityOfFinding(finding),
      })),
    policy,
  );
}
