import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';

/** The keys that do things. */
export function KeysSection() {
  const setOverlay = useStore((state) => state.setOverlay);
  return (
    <div>
      <Button keys={['F1']} onClick={() => setOverlay('shortcuts')}>
        Keyboard shortcuts
      </Button>
    </div>
  );
}
