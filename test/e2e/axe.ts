import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Which part of a page is looked at; the whole of it where nothing is said. */
interface AxeScope {
  readonly within?: string;
  readonly without?: string;
}

/**
 * What axe finds wrong on a page, a line each. In its mode for pages without frames, which this interface has none
 * of and may not have: the other opens a second page for each look, and takes twice as long.
 */
export async function faultsOf(page: Page, { within, without }: AxeScope = {}): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  if (within !== undefined) builder.include(within);
  if (without !== undefined) builder.exclude(without);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, 3).map(({ target, html }) => `${target} ${html.slice(0, 160)}`);
    return `${id}: ${places.join(' | ')}`;
  });
}

/** Looks again and again while a test goes on, and keeps what it found under the name of each look. */
export function axe(page: Page, scope: AxeScope = {}) {
  const faults: string[] = [];
  return {
    faults,
    async check(name: string): Promise<void> {
      for (const fault of await faultsOf(page, scope)) faults.push(`${name}: ${fault}`);
    },
  };
}
