/** Bringing files into the case. */
export function ImportScreen() {
  return <p role="status">Being built.</p>;
}
