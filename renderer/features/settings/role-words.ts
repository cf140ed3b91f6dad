import type { Role } from '../../../shared/api/user.ts';

/** The roles, as people call them. */
export const ROLES: readonly {
  readonly id: Role;
  readonly label: string;
  readonly help: string;
}[] = [
  { id: 'analyst', label: 'Analyst', help: 'Creates, edits, proposes.' },
  {
    id: 'lead-officer',
    label: 'Lead Responsible Officer',
    help: 'Answers for cases and plans.',
  },
  { id: 'supervisor', label: 'Supervisor', help: 'Adds and removes users, too.' },
];

/** A role as people call it; one that is not known as it is. */
export function roleInWords(role: string): string {
  return ROLES.find(({ id }) => id === role)?.label ?? role;
}
