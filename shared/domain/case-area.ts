import { z } from 'zod';

/** What kind of council an area has. */
export const AuthorityType = z.enum([
  'district',
  'county',
  'unitary',
  'metropolitan-district',
  'london-borough',
  'combined-authority',
]);
export type AuthorityType = z.infer<typeof AuthorityType>;

/** The area that a case is about; what is not known is null. Powers differ by it. */
export const CaseArea = z.strictObject({
  nation: z.enum(['england', 'wales']).nullable(),
  authorityType: AuthorityType.nullable(),
  authorityName: z.string().trim().min(1).max(120).nullable(),
});
export type CaseArea = z.infer<typeof CaseArea>;

/** A case whose area nobody has told. */
export const UNKNOWN_AREA: CaseArea = { nation: null, authorityType: null, authorityName: null };

/** Kinds of council, as people call them. */
export const AUTHORITY_WORDS: Readonly<Record<AuthorityType, string>> = {
  district: 'District or borough, below a county',
  county: 'County',
  unitary: 'Unitary',
  'metropolitan-district': 'Metropolitan district or borough',
  'london-borough': 'London borough',
  'combined-authority': 'Combined authority',
};

/** What is wrong with an area; null when it can be. */
export function areaFault({ nation, authorityType }: CaseArea): string | null {
  if (nation !== 'wales' || authorityType === null || authorityType === 'unitary') return null;
  return 'Councils in Wales are unitary. Choose Unitary, or England.';
}
