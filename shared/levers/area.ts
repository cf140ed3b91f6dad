import type { AuthorityType, CaseArea } from '../domain/case-area.ts';
import type { Lever, LeverHolding } from '../domain/lever.ts';

type Nation = NonNullable<CaseArea['nation']>;

/** Kinds of council that hold powers, as `heldBy` names them. */
const COUNCILS = ['district', 'county', 'unitary', 'london-borough'] as const;
type Council = (typeof COUNCILS)[number];

/** Holders that are in one nation alone. */
const ONE_NATION: Readonly<Record<string, Nation>> = {
  'environment-agency': 'england',
  ofsted: 'england',
  cqc: 'england',
  tfl: 'england',
  'natural-resources-wales': 'wales',
  ciw: 'wales',
};

/** Councils that there are where a council of this kind is; a combined authority has no district of London below it. */
const COUNCILS_THERE: Readonly<Record<AuthorityType, readonly Council[]>> = {
  district: ['district', 'county'],
  county: ['district', 'county'],
  unitary: ['unitary'],
  'metropolitan-district': ['unitary'],
  'london-borough': ['london-borough'],
  'combined-authority': ['district', 'county', 'unitary'],
};

/** The holder that a council is itself; a combined authority is none. */
const OWN_COUNCIL: Readonly<Record<AuthorityType, Council | null>> = {
  district: 'district',
  county: 'county',
  unitary: 'unitary',
  'metropolitan-district': 'unitary',
  'london-borough': 'london-borough',
  'combined-authority': null,
};

const COUNCIL_WORDS: Readonly<Record<Council, string>> = {
  district: 'the district council',
  county: 'the county council',
  unitary: 'the unitary or metropolitan council',
  'london-borough': 'the London borough',
};

const NATION_WORDS: Readonly<Record<Nation, string>> = { england: 'England', wales: 'Wales' };

/** The nation that an area is in: as told, or England where councils of its kind are nowhere else. */
export function nationOf({ nation, authorityType }: CaseArea): Nation | null {
  if (nation !== null) return nation;
  return authorityType === null || authorityType === 'unitary' ? null : 'england';
}

/** Why a lever is of no use in an area: *does not run in Wales*; null where it runs, or the area is not told. */
export function outsideWords({ jurisdiction }: Pick<Lever, 'jurisdiction'>, area: CaseArea) {
  const nation = nationOf(area);
  if (nation === null || (jurisdiction !== 'england' && jurisdiction !== 'wales')) return null;
  return jurisdiction === nation ? null : `does not run in ${NATION_WORDS[nation]}`;
}

function isCouncil(holder: string): holder is Council {
  return (COUNCILS as readonly string[]).includes(holder);
}

function existsIn(holder: string, area: CaseArea): boolean {
  const { authorityType } = area;
  if (isCouncil(holder))
    return authorityType === null || COUNCILS_THERE[authorityType].includes(holder);
  const nation = nationOf(area);
  if (nation !== null && (ONE_NATION[holder] ?? nation) !== nation) return false;
  return holder !== 'tfl' || authorityType === null || authorityType === 'london-borough';
}

function joinAnd(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** In a sentence of its own, so that whoever reads a lever knows whom to ask. */
function holdingWords(
  lever: Pick<Lever, 'councilHeld'>,
  area: CaseArea,
  councils: readonly Council[],
): string {
  const { authorityType, authorityName } = area;
  if (authorityType === null) {
    return 'What kind of council this case’s area has is not told, so every holder is named.';
  }
  const own = OWN_COUNCIL[authorityType];
  const ownWords = authorityName ? `your own council, ${authorityName}` : 'your own council';
  const others = joinAnd(councils.filter((one) => one !== own).map((one) => COUNCIL_WORDS[one]));
  const isOwn = own !== null && councils.includes(own);
  if (!lever.councilHeld) {
    return isOwn
      ? `Not a council’s power: ${ownWords} refers it to those who hold it.`
      : 'Not held by a council: ask those who hold it.';
  }
  if (own === null)
    return `Not held by a combined authority: ask its member councils, ${others || 'where one holds it'}.`;
  if (!isOwn) return `Not held by ${ownWords}: ask ${others || 'those who hold it'}.`;
  return others === ''
    ? `Held by ${ownWords}.`
    : `Held by ${ownWords}; ${others} ${councils.length > 2 ? 'hold' : 'holds'} it too.`;
}

/** Which of a lever's holders there are in an area, and whether its own council is one. */
export function holdingIn(
  lever: Pick<Lever, 'heldBy' | 'councilHeld'>,
  area: CaseArea,
): LeverHolding {
  const holders = lever.heldBy.filter((holder) => existsIn(holder, area));
  const councils = holders.filter(isCouncil);
  const own = area.authorityType === null ? null : OWN_COUNCIL[area.authorityType];
  const isOwn = own !== null && councils.includes(own);
  return {
    holders,
    byOwnCouncil: area.authorityType === null ? null : isOwn && lever.councilHeld,
    words: holdingWords(lever, area, councils),
  };
}
