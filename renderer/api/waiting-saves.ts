/** Sends what is not saved yet, and resolves when the backend has answered. */
type Save = () => Promise<void>;

const saves = new Set<Save>();

/** Tells of saves that may still wait for their turn, such as a map's. Returns how to take that back. */
export function addWaitingSaves(save: Save): () => void {
  saves.add(save);
  return () => saves.delete(save);
}

/** Resolves when everything done so far is saved: undo and locking must not overtake it. */
export async function saveWaiting(): Promise<void> {
  await Promise.all([...saves].map((save) => save()));
}
