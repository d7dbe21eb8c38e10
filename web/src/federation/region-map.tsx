import { authorityPath } from '../parts/web-link.js';
import { lang } from '../state/language.js';
import { say, term } from '../words/say.js';
import { CONDITION_WORDS, type Condition } from './node-condition.js';
import { MAP_SIZE, PROVINCES } from './provinces.js';

const SIDE = 64;
const GAP = 4;
const LINE = 14;

/** A name without what kind of region it is, in lines that fit a square. */
function short(code: string): readonly string[] {
  const name = term('REGION', code);
  return lang.value === 'EN' ? name.split(' ') : [name.replace(/(维吾尔|壮族|回族)?自治区$|特别行政区$|省$|市$/, '')];
}

/** Every province as a square of one size, coloured by how its node is. */
export function RegionMap({ conditions }: { readonly conditions: ReadonlyMap<string, Condition> }) {
  const size = (count: number): number => count * SIDE - GAP;
  return (
    <svg class="map" role="group" aria-label={say('map')} viewBox={`-3 -3 ${String(size(MAP_SIZE.columns) + 6)} ${String(size(MAP_SIZE.rows) + 6)}`}>
      {PROVINCES.map(([code, column, row]) => {
        const condition = conditions.get(code);
        const place = { transform: `translate(${String(column * SIDE)} ${String(row * SIDE)})` };
        const lines = short(code);
        const label = `${lines.join(' ')}: ${condition ? say(CONDITION_WORDS[condition]) : say('notMember')}`;
        const square = (
          <>
            <rect width={SIDE - GAP} height={SIDE - GAP} rx="8" />
            <text text-anchor="middle" dominant-baseline="central" class={lines.some((line) => line.length > 4) ? 'small' : ''}>
              {lines.map((line, index) => (
                <tspan key={line} x={(SIDE - GAP) / 2} y={(SIDE - GAP) / 2 + (index - (lines.length - 1) / 2) * LINE}>
                  {index > 0 ? ` ${line}` : line}
                </tspan>
              ))}
            </text>
          </>
        );
        return condition ? (
          <a key={code} href={authorityPath(code)} aria-label={label} class={`square ${condition}`} {...place}>
            {square}
          </a>
        ) : (
          <g key={code} class="square none" aria-hidden="true" {...place}>
            <title>{label}</title>
            {square}
          </g>
        );
      })}
    </svg>
  );
}
