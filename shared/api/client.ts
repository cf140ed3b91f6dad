import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from './contract.ts';

/** A client of the whole contract, whatever carries it. */
export type ApiClient = ContractRouterClient<typeof contract>;
