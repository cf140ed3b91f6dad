import { useStore } from '../../store/store.ts';
import { LetOutDialog } from './LetOutDialog.tsx';

/** The lever sheet of one record is asked for from any screen. */
export function LetOutRecord() {
  const letOut = useStore((state) => state.letOut);
  const setLetOut = useStore((state) => state.setLetOut);
  if (letOut === null || letOut === 'asked') return null;
  return (
    <LetOutDialog
      title="Let out this lever sheet?"
      subject={letOut}
      onClose={() => setLetOut(null)}
    />
  );
}
