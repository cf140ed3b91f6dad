import type { FormatRule, NamedColour, RuleBadge } from '../../../shared/domain/view-style.ts';

/** Colours as people choose them. */
export const COLOUR_WORDS: Readonly<Record<NamedColour, string>> = {
  blue: 'Blue',
  teal: 'Teal, dashed',
  violet: 'Violet, dotted',
  rose: 'Rose, long dashes',
  amber: 'Amber, short dashes',
  grey: 'Grey, wide dots',
};

/** Badges as people choose them. */
export const BADGE_WORDS: Readonly<Record<RuleBadge, string>> = {
  star: 'Star',
  alert: 'Warning',
  eye: 'Eye',
  flame: 'Flame',
  link: 'Link',
  clock: 'Clock',
};

/** What a rule does, in words: "Ring, star, bold label". */
export function effectWords(rule: FormatRule): string {
  const parts = [
    rule.ring && `${rule.ring} ring`,
    rule.badge && BADGE_WORDS[rule.badge].toLowerCase(),
    rule.hasHalo && 'glow',
    rule.hasBoldLabel && 'bold label',
    rule.sizeSteps > 0 && `${rule.sizeSteps} ${rule.sizeSteps === 1 ? 'step' : 'steps'} larger`,
  ].filter(Boolean);
  const words = parts.join(', ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
