import { Inspector } from '../features/inspector/Inspector.tsx';
import { MapScreen } from '../features/map/MapScreen.tsx';

/** The window. */
export function App() {
  return (
    <>
      <MapScreen />
      <Inspector />
    </>
  );
}
