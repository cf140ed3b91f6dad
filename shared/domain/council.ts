import { z } from 'zod';

const Line = (most: number) => z.string().trim().min(1).max(most);

/** Whom to ask in one service of the council. A team, never a private person's number. */
export const ServiceContact = z
  .strictObject({
    /** The service as the levers name it. */
    service: Line(120),
    team: Line(120),
    phone: z
      .string()
      .trim()
      .regex(/^[+()\d][\d ()./x-]{2,39}$/, 'must be a telephone number')
      .optional(),
    email: z
      .string()
      .trim()
      .max(120)
      .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an email address')
      .optional(),
    /** When it can be reached. */
    hours: Line(120).optional(),
  })
  .refine(({ phone, email }) => phone !== undefined || email !== undefined, {
    message: 'needs a phone or an email',
  });
export type ServiceContact = z.infer<typeof ServiceContact>;

/** A lever that the council does not use, and why. */
export const SwitchedOff = z.strictObject({
  lever: Line(80),
  reason: Line(300),
});
export type SwitchedOff = z.infer<typeof SwitchedOff>;

/** `council.yaml` of a council's own folder. */
export const CouncilFile = z.strictObject({
  /** What the council calls itself. */
  name: Line(120).optional(),
  off: z.array(SwitchedOff).max(500).default([]),
  contacts: z.array(ServiceContact).max(500).default([]),
});
export type CouncilFile = z.infer<typeof CouncilFile>;

/** A council that says nothing of its own. */
export const NO_COUNCIL: CouncilFile = { off: [], contacts: [] };

/** The services that a lever names: *Procurement / Legal* names two. */
export function servicesOf(service: string): string[] {
  return service
    .split(/\s*[/,()]\s*|\s+(?:with|and)\s+(?=\p{Lu})/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Whether a lever is worked by a service, alone or with others. */
export function isOfService(lever: { readonly service: string }, service: string): boolean {
  const wanted = service.toLowerCase();
  return [lever.service, ...servicesOf(lever.service)].some((one) => one.toLowerCase() === wanted);
}

/** Whom to ask about a lever. */
export function contactsFor(
  lever: { readonly service: string },
  contacts: readonly ServiceContact[],
): ServiceContact[] {
  return contacts.filter(({ service }) => isOfService(lever, service));
}
