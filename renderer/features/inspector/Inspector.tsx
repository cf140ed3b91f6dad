/** Everything known of the primary selected entity. */
export function Inspector() {
  return <p role="status">The inspector is not built yet.</p>;
}
