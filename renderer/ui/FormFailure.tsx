import { Note } from './Note.tsx';

/** Why a form could not be carried out, above its fields. */
export function FormFailure({ message }: { readonly message: string | null }) {
  if (message === null) return null;
  return (
    <div role="alert">
      <Note tone="danger">{message}</Note>
    </div>
  );
}
