import type { ErrorInfo, ReactNode } from 'react';
import { Component } from 'react';
import { Button } from '../ui/Button.tsx';
import { FailedState } from '../ui/State.tsx';

interface ErrorBoundaryProps {
  /** Something else shown clears the failure: the screen's name. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly failedAt: string | null;
}

/** Keeps a fault in one screen from taking the window with it. React has no other form for it than a class. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override readonly state: ErrorBoundaryState = { failedAt: null };

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { failedAt: '' };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    // Names of components only: what they showed stays out of the log.
    console.error(
      'A screen failed',
      error instanceof Error ? error.name : typeof error,
      info.componentStack,
    );
    this.setState({ failedAt: this.props.resetKey });
  }

  override componentDidUpdate(): void {
    const { failedAt } = this.state;
    if (failedAt && failedAt !== this.props.resetKey) this.setState({ failedAt: null });
  }

  override render(): ReactNode {
    if (this.state.failedAt === null) return this.props.children;
    return (
      <FailedState
        message="This screen could not be drawn."
        actions={
          <Button look="primary" onClick={() => this.setState({ failedAt: null })}>
            Try again
          </Button>
        }
      >
        Your saved work is safe.
      </FailedState>
    );
  }
}
