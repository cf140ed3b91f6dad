import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const THEMES = ['dark', 'light', 'projector'] as const;

/** What a theme, or forced colours, can spoil; all else is the same in each. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** As much of axe as is used of it once it is in a page. */
interface PageAxe {
  run(
    context: object,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: unknown; html: string }[] }[] }>;
}

/** Which part of a page is looked at; the whole of it where nothing is said. */
interface AxeScope {
  readonly within?: string;
  /** Draws the page in these themes, and looks at its colours alone; without them, at everything as it is. */
  readonly themes?: readonly string[];
}

/**
 * What axe finds wrong on a page, a line each. Brought into the page once: the builder would bring it anew for each
 * look, which takes longer than the look.
 */
export async function faultsOf(page: Page, { within, themes }: AxeScope = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window)))
    await new AxeBuilder({ page }).setLegacyMode(true).withRules('html-has-lang').analyze();
  return page.evaluate(
    async ({ within, themes, rules }) => {
      const { axe } = window as unknown as { axe: PageAxe };
      const { dataset } = document.documentElement;
      const before = dataset.theme;
      const context = within === null ? { exclude: [] } : { include: within };
      const faults: string[] = [];
      for (const theme of themes ?? [null]) {
        if (theme !== null) dataset.theme = theme;
        const { violations } = await axe.run(within === null ? document : context, {
          resultTypes: ['violations'],
          ...(themes && { runOnly: rules }),
        });
        for (const { id, nodes } of violations) {
          const places = nodes
            .slice(0, 3)
            .map(({ target, html }) => `${target} ${html.slice(0, 160)}`);
          faults.push(`${theme === null ? '' : `${theme}, `}${id}: ${places.join(' | ')}`);
        }
      }
      if (before !== undefined) dataset.theme = before;
      return faults;
    },
    { within: within ?? null, themes: themes ?? null, rules: RULES_OF_COLOUR },
  );
}

/**
 * Looks again and again while a test goes on, and keeps what it found under the name of each look: everything in the
 * theme that is on, the colours in the others, and of whole screens in forced colours, of which parts have none of
 * their own.
 */
export function axe(page: Page) {
  const faults: string[] = [];
  function keep(name: string, found: readonly string[]): void {
    for (const fault of found) faults.push(`${name}: ${fault}`);
  }
  return {
    faults,
    async check(name: string, within?: string): Promise<void> {
      const scope = within === undefined ? {} : { within };
      const now = await page.locator('html').getAttribute('data-theme');
      const themes = THEMES.filter((theme) => theme !== now);
      keep(name, await faultsOf(page, scope));
      keep(name, await faultsOf(page, { ...scope, themes }));
      if (within !== undefined) return;
      await page.emulateMedia({ forcedColors: 'active' });
      keep(`${name}, forced colours`, await faultsOf(page, { ...scope, themes: [now ?? 'dark'] }));
      await page.emulateMedia({ forcedColors: null });
    },
  };
}
