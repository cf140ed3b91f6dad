import { type Ontology, termFor } from '../domain/ontology.ts';
import type { EntityFacts } from '../levers/facts.ts';
import {
  belief,
  deciding,
  isCurrent,
  proofOf,
  type SignProof,
  type SignSource,
} from './sign-source.ts';

/** Parts that are a skill or service to groups, as assessed. */
const ENABLING_ROLES: ReadonlySet<string> = new Set([
  ...['enabler-legal', 'enabler-accountancy', 'enabler-company-formation', 'enabler-financial'],
  ...['enabler-it', 'enabler-logistics', 'enabler-letting-agent', 'corrupt-insider'],
  ...['facilitator', 'nominee-director', 'landlord-complicit'],
]);

/** Trades whose service groups need; to be in one says nothing without a recorded service. */
const SERVICE_SECTORS: ReadonlySet<string> = new Set([
  ...['legal-services', 'accountancy', 'company-formation-agent', 'money-service-business'],
  ...['estate-letting-agency', 'property-landlord', 'haulage-logistics', 'vehicle-sales-hire'],
  ...['it-telecoms', 'self-storage', 'industrial-unit-letting', 'courier-delivery'],
]);

/** Links by which a service is given, and from which end. */
const SERVICE_LINKS: readonly (readonly [type: string, direction: 'out' | 'in'])[] = [
  ['professional-adviser-to', 'out'],
  ['lets-via', 'in'],
  ['supplies', 'out'],
];

/** A recorded skill or service, and what it rests on. */
export interface EnablingSkill {
  /** Those of one skill can stand in for each other. */
  readonly skill: string;
  readonly label: string;
  readonly proofs: readonly SignProof[];
  /** 0 to 1. */
  readonly credibility: number;
}

/**
 * The enabling skill or service that is recorded of somebody: an assessed role, or a professional service that they
 * are recorded to give. Null: none is. To have a profession is none, and neither is to have a client.
 *
 * Source: analytics.md 1.18: a professional with a criminal client is not an enabler.
 */
export function enablingSkill(
  entity: EntityFacts,
  source: SignSource,
  ontology: Ontology,
): EnablingSkill | null {
  if (entity.protection !== 'none') return null;
  const role = (entity.attributes.get('role') ?? [])
    .filter(({ value }) => ENABLING_ROLES.has(String(value)))
    .sort((a, b) => belief(b) - belief(a))[0];
  if (role && belief(role) > 0) {
    const label = termFor(ontology, 'roles', String(role.value))?.label ?? String(role.value);
    return skillOf(String(role.value), label, [proofOf(role, `Role: ${label}`)]);
  }
  return entity.kind === 'business' ? serviceOf(entity, source, ontology) : null;
}

function serviceOf(
  entity: EntityFacts,
  source: SignSource,
  ontology: Ontology,
): EnablingSkill | null {
  const sector = (entity.attributes.get('sector') ?? [])
    .filter(({ value }) => SERVICE_SECTORS.has(String(value)))
    .sort((a, b) => belief(b) - belief(a))[0];
  if (!sector || belief(sector) === 0) return null;
  const label = termFor(ontology, 'sectors', String(sector.value))?.label ?? String(sector.value);
  const services = source
    .links(entity.id)
    .filter(
      (link) =>
        isCurrent(link, source.asOf) &&
        SERVICE_LINKS.some(
          ([type, direction]) => type === link.type && direction === link.direction,
        ),
    )
    .map((link) => proofOf(link, 'Gives a service', { aboutId: link.other.id, chain: [sector] }));
  const proofs = deciding(services);
  return proofs.length === 0
    ? null
    : skillOf(String(sector.value), label, [...proofs, proofOf(sector, `Sector: ${label}`)]);
}

function skillOf(skill: string, label: string, proofs: readonly SignProof[]): EnablingSkill {
  const credibility = Math.max(0, ...proofs.slice(0, 1).map((proof) => proof.credibility));
  return { skill, label, proofs, credibility };
}
