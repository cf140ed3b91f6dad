import type { LeverSubject } from '../../shared/api/lever-disclosure.ts';
import { dateWords } from '../../shared/domain/date-words.ts';
import { narrowingWords } from './lever-narrowing.ts';
import { labelOfService } from './opening-read.ts';
import type { OpenCase, Session } from './session.ts';
import { summaryOf } from './summary.ts';

/** The title of what leaves, and what it covers, line by line. */
export function headOf(
  session: Session,
  open: OpenCase,
  subject: LeverSubject,
  isEffectWithheld: boolean,
) {
  const scope: string[] = [`Case: ${open.name}`];
  if (subject.type === 'record') {
    const row = open.entities.get(subject.id);
    const { label, reference } = summaryOf(session.ontology, row, open);
    return { title: `Levers for ${label}`, scope: [...scope, `Reference: ${reference}`] };
  }
  const group = subject.ocgId === null ? null : open.entities.get(subject.ocgId);
  const name = group && summaryOf(session.ontology, group, open).label;
  const service = subject.service && labelOfService(open.openings.levers, subject.service);
  if (name)
    scope.push(`Within ${subject.links === 1 ? '1 link' : `${subject.links} links`} of ${name}`);
  if (service) scope.push(`Service: ${service}`);
  // Not what was typed: it may name whoever is in nothing else that leaves.
  if (subject.records) scope.push('Narrowed by a filter of records');
  scope.push(...narrowingWords(subject));
  if (isEffectWithheld && subject.type === 'openings')
    scope.push('Effects on the network are not told: parts of it are coded C');
  scope.push(`As on ${dateWords(session.today())}`);
  const what = subject.type === 'to-find-out' ? 'What to find out' : 'What can be done';
  if (subject.type === 'openings' && subject.part === 'protect')
    return { title: `Who to protect${name ? ` around ${name}` : ''}`, scope };
  const by = service ? ` by ${service}` : '';
  return { title: `${what}${name ? ` about ${name}` : ''}${by}`, scope };
}
