const SAMPLE = 'Łżćğş Abc 123';
const FACES = [
  '400 13px "Inter Variable"',
  '600 13px "Inter Variable"',
  '500 12px "JetBrains Mono Variable"',
];

/** Resolves when the bundled fonts are ready, Latin-extended letters included, or cannot be had. */
export async function loadFonts(): Promise<void> {
  await Promise.allSettled(FACES.map((face) => document.fonts.load(face, SAMPLE)));
}
