import './app/schemas.ts';
import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from './api/api.ts';
import { App } from './app/App.tsx';
import { loadFonts } from './app/fonts.ts';
import { allowOwnWorkers } from './app/trusted-types.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');

allowOwnWorkers();
connect();
// A canvas keeps the fallback font that it first drew with, so nothing is drawn before the fonts are there.
await loadFonts();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
