import { existsSync } from 'node:fs';
import { choiceOption, defineCommand, numberOption } from '../command.ts';

/** `achilles demo`: an invented county in a case. */
export const demoCommand = defineCommand({
  name: 'demo',
  usage: 'demo CASE.achilles [--seed N] [--scale county|national] [--json]',
  summary: 'Fills a case with an invented county; makes the case when it is not there.',
  details: [
    '--seed N        which county; the same seed makes the same one',
    '--scale SCALE   county (35 groups) or national (4,542 groups)',
  ],
  options: { seed: { type: 'string' }, scale: { type: 'string' } },
  words: [1, 1],
  async run(context) {
    const { api, backend, positionals, values, resolvePath, newPassphrase, progress } = context;
    const path = resolvePath(positionals[0] ?? '');
    const startedAt = performance.now();
    if (existsSync(path)) await context.unlock();
    else {
      const user = typeof values.user === 'string' ? values.user : 'Analyst';
      await api.case.create({
        handle: backend.registerCase(path),
        name: 'Demonstration county',
        user,
        passphrase: await newPassphrase(),
      });
    }
    const scale = choiceOption(values, 'scale', ['county', 'national']) ?? 'county';
    for await (const step of backend.fillDemonstration({
      seed: numberOption(values, 'seed', 1),
      scale,
    })) {
      progress(step.phase, step.done, step.total);
    }
    const { entities, relations, totals } = await api.case.info();
    return { entities, relations, totals, elapsedMs: Math.round(performance.now() - startedAt) };
  },
  text: (answer) =>
    `Made an invented county of ${answer.totals.entities.toLocaleString('en-GB')} records and ${answer.totals.relations.toLocaleString('en-GB')} links in ${(answer.elapsedMs / 1000).toFixed(1)} s.`,
});
