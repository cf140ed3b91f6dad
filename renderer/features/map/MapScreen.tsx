/** The map of the open case. */
export function MapScreen() {
  return <p role="status">The map is not built yet.</p>;
}
