import { useStore } from '../../store/store.ts';
import { LetOutDialog } from './LetOutDialog.tsx';
import { useOpeningQuestion } from './use-openings.ts';

/** What the screen of levers lists is let out, by the same question and filters. */
export function LetOutAsked({ groupId }: { readonly groupId: string | null }) {
  const isAsked = useStore((state) => state.letOut === 'asked');
  const setLetOut = useStore((state) => state.setLetOut);
  const question = useStore((state) => state.leverQuestion);
  const holderId = useStore((state) => state.leverHolder);
  const { part, ...asked } = useOpeningQuestion(groupId);
  if (!isAsked || question === 'library') return null;
  const isRequest = question === 'to-find-out';
  return (
    <LetOutDialog
      title={isRequest ? 'Let out this request list?' : 'Let out this list?'}
      subject={
        isRequest
          ? { type: 'to-find-out', ...asked, holderId }
          : { type: 'openings', ...asked, part }
      }
      onClose={() => setLetOut(null)}
    />
  );
}
