import { expect, test } from './host.ts';

const COPIED = 'Demonstration county';

test('copied text carries the marking and is cleared after a minute, and by locking', async ({
  page,
  host,
}) => {
  await page
    .context()
    .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: host.origin });
  await page.clock.install();
  await page.getByRole('button', { name: /demonstration case/i }).click();
  await page.getByText(COPIED, { exact: true }).selectText({ timeout: 60_000 });
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  await page.keyboard.press('Control+C');
  expect(await clipboard()).toBe(`OFFICIAL-SENSITIVE\n${COPIED}`);
  await page.clock.runFor(30_000);
  expect(await clipboard()).toContain(COPIED);
  await page.clock.runFor(31_000);
  await expect.poll(clipboard).toBe('');

  await page.getByText(COPIED, { exact: true }).selectText();
  await page.keyboard.press('Control+C');
  await expect.poll(clipboard).toContain(COPIED);
  await page.keyboard.press('Control+L');
  await expect.poll(clipboard).toBe('');
});
