import { ART_HEIGHT, ART_WIDTH, drawNetwork, WEAK_POINT } from './network-art.ts';
import styles from './WelcomeFrame.module.css';

const { nodes, links } = drawNetwork();

/** A network at night with its weak point lit. Decoration: it says nothing that words do not. */
export function NetworkArt() {
  return (
    <svg
      className={styles.art}
      width={ART_WIDTH}
      height={ART_HEIGHT}
      viewBox={`0 0 ${ART_WIDTH} ${ART_HEIGHT}`}
      aria-hidden="true"
    >
      {links.map(({ from, to, opacity, isLit }) => (
        <path
          key={`${from.x} ${from.y} ${to.x} ${to.y}`}
          d={`M${from.x} ${from.y}L${to.x} ${to.y}`}
          stroke={isLit ? 'var(--lever-bg)' : 'var(--border-control)'}
          strokeWidth={isLit ? 1.6 : 1}
          strokeOpacity={opacity}
        />
      ))}
      {nodes.map(({ x, y, radius, opacity, isLit }) => (
        <g key={`${x} ${y}`}>
          {/* The ground under the node hides the ends of its links. */}
          <circle cx={x} cy={y} r={radius} fill="var(--bg-app)" />
          <circle
            cx={x}
            cy={y}
            r={radius}
            fill={isLit ? 'var(--text-2)' : 'var(--border-control)'}
            fillOpacity={opacity}
          />
        </g>
      ))}
      <circle
        cx={WEAK_POINT.x}
        cy={WEAK_POINT.y}
        r={24}
        fill="var(--bg-app)"
        stroke="var(--lever-bg)"
        strokeOpacity={0.4}
      />
      <circle cx={WEAK_POINT.x} cy={WEAK_POINT.y} r={11} fill="var(--lever-bg)" />
    </svg>
  );
}
