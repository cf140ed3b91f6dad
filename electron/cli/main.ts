import { runCommandLine } from './command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  print: (text) => new Promise((done) => process.stdout.write(`${text}\n`, () => done())),
  warn: (text) => void process.stderr.write(text),
});
