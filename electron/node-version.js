// Loaded before every start. Plain JavaScript of the older kind: an older Node cannot read TypeScript,
// so it would otherwise stop with a message about file extensions instead of this one.
const OLDEST_MAJOR = 24;

if (Number(process.versions.node.split('.')[0]) < OLDEST_MAJOR) {
  console.error(
    'Achilles needs Node ' +
      OLDEST_MAJOR +
      ' or newer and this is Node ' +
      process.versions.node +
      ': install a newer Node, or start it with "npm start" after "npm ci".',
  );
  process.exit(1);
}
