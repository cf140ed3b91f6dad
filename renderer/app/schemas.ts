import { config } from 'zod';

// Imported first: zod otherwise asks whether it may compile code, which the content security policy reports.
config({ jitless: true });
