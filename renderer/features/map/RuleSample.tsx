import { Clock, Eye, Flame, Link, type LucideIcon, Star, TriangleAlert } from 'lucide-react';
import type { FormatRule, RuleBadge } from '../../../shared/domain/view-style.ts';
import { RING_DASHES } from '../../canvas/dress.ts';
import styles from './dress.module.css';

const ICONS: Readonly<Record<RuleBadge, LucideIcon>> = {
  star: Star,
  alert: TriangleAlert,
  eye: Eye,
  flame: Flame,
  link: Link,
  clock: Clock,
};

/** How a rule marks a record, in small. */
export function RuleSample({ rule }: { readonly rule: FormatRule }) {
  const Icon = rule.badge && ICONS[rule.badge];
  const dash = rule.ring ? RING_DASHES[rule.ring] : null;
  const tone = rule.ring ? `var(--n-${rule.ring})` : 'var(--text-3)';
  return (
    <span className={styles.sample} aria-hidden="true">
      <svg viewBox="0 0 22 22" width="22" height="22" aria-hidden="true">
        {rule.hasHalo && <circle cx="11" cy="11" r="10.5" fill={tone} opacity="0.28" />}
        <circle cx="11" cy="11" r={4 + rule.sizeSteps} fill="var(--text-3)" />
        {rule.ring && (
          <circle
            cx="11"
            cy="11"
            r="8.6"
            fill="none"
            stroke={tone}
            strokeWidth="2"
            strokeDasharray={dash ? dash.map((part) => part * 0.6).join(' ') : undefined}
          />
        )}
      </svg>
      {Icon && <Icon size={13} aria-hidden="true" />}
    </span>
  );
}
