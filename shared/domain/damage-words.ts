import type { Damage } from '../api/errors.ts';
import { dayInWords } from './words.ts';

/** What can be done about a damaged case, and what restoring it would lose, in sentences. */
export function damageInWords(damage: Damage, now: Date): string {
  const { backupMadeAt, passedOver } = damage;
  if (backupMadeAt === null) {
    return passedOver === 0
      ? 'There is no backup of it in the folder “Backups” beside it.'
      : `None of its ${passedOver === 1 ? 'backups, of which there is one,' : `${passedOver} backups`} could be checked with this passphrase and found whole.`;
  }
  return [
    `The newest backup that was read back whole was made ${dayInWords(backupMadeAt, now)}.`,
    ...(passedOver === 0
      ? []
      : [
          `${passedOver === 1 ? 'One newer backup' : `${passedOver} newer backups`} could not be checked and found whole.`,
        ]),
    lossInWords(damage.lost, now),
  ].join(' ');
}

function lossInWords(lost: Damage['lost'], now: Date): string {
  if (lost === null) return 'What was done after it, and would be lost, cannot be told.';
  const { changes, firstAt, lastAt } = lost;
  if (changes === 0) return 'No change was made after it that the damaged file tells of.';
  const [count, verb] =
    changes === 1 ? ['One change', 'was'] : [`${changes.toLocaleString('en-GB')} changes`, 'were'];
  if (firstAt === null || lastAt === null)
    return `${count} ${verb} made after it and would be lost; when cannot be told.`;
  const [first, last] = [dayInWords(firstAt, now), dayInWords(lastAt, now)];
  const when = first === last ? first : `the first ${first}, the last ${last}`;
  return changes === 1
    ? `One change was made after it, ${when}, and would be lost.`
    : `${count} were made after it, ${when}, and would be lost.`;
}
