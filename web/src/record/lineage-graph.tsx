import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Lineages } from '../api/layers-answer.js';
import type { RecordDetails } from '../api/record-answer.js';
import { Section } from '../parts/page.js';
import { recordPath } from '../parts/web-link.js';
import { authorityName } from '../state/authority-names.js';
import { say, term } from '../words/say.js';
import { layoutOf, type Drawn, type LineageLayout, type Placed } from './lineage-layout.js';

const [WIDTH, HEIGHT, GAP_X, GAP_Y, EDGE] = [190, 76, 56, 14, 4];

/** What a record was made from and what was made from it, across authorities, from left to right. */
export function LineageGraph({ record, lineages }: { readonly record: RecordDetails; readonly lineages: Lineages }) {
  const drawing = useRef<HTMLDivElement>(null);
  const layout = layoutOf(record.id, lineages);
  useLayoutEffect(() => {
    if (drawing.current) showSelf(drawing.current);
  }, [record.id, layout.placed.length]);
  if (layout.placed.length === 1) return null;
  const { columns, rows, links, placed } = layout;
  const [width, height] = [columns * (WIDTH + GAP_X) - GAP_X + 2 * EDGE, rows * (HEIGHT + GAP_Y) - GAP_Y + 2 * EDGE];
  return (
    <Section title={say('lineage')} id="lineage">
      <div class="scroll lineage" ref={drawing} tabIndex={0} role="group" aria-labelledby="lineage-title">
        <svg width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`}>
          <g aria-hidden="true">
            {links.map((link) => (
              <path key={`${link.from.id} ${link.to.id}`} class={link.crosses ? 'link crosses' : 'link'} d={pathOf(link, layout)} />
            ))}
          </g>
          {[...placed].sort((a, b) => a.column - b.column || a.row - b.row).map((one) => (
            <foreignObject key={one.id} {...cornerOf(one, layout)} width={WIDTH} height={HEIGHT}>
              <Box one={one} record={record} />
            </foreignObject>
          ))}
        </svg>
      </div>
      <p class="about">
        {say('lineageText')} {layout.isCut && say('lineageCut')}
      </p>
    </Section>
  );
}

/** Moves the drawing, and nothing else of the page, until the record itself is in the middle of what is seen. */
function showSelf(drawing: HTMLElement): void {
  const [seen, self] = [drawing.getBoundingClientRect(), drawing.querySelector('.self')?.getBoundingClientRect()];
  if (!self) return;
  drawing.scrollLeft += self.left + self.width / 2 - (seen.left + seen.width / 2);
  drawing.scrollTop += self.top + self.height / 2 - (seen.top + seen.height / 2);
}

function Box({ one: { id, node, column, inCycle }, record }: { readonly one: Placed; readonly record: RecordDetails }) {
  const authority = node ? node.authority : record.authority;
  const about = [node?.kind && term('KIND', node.kind), authority !== null && authorityName(authority)].filter(Boolean).join(' · ');
  const step = column === 0 ? say('thisRecord') : say(column < 0 ? 'stepsBefore' : 'stepsBehind', { n: Math.abs(column) });
  return (
    <div class={column === 0 ? 'stop self' : node?.missing ? 'stop missing' : 'stop'}>
      <span class="unseen">{step}: </span>
      {node === null ? <strong>{record.title}</strong> : node.missing ? <span>{id}</span> : <a href={recordPath(id)}>{node.title ?? id}</a>}
      <span class="about">
        {node?.missing ? say('lineageMissing') : about}
        {inCycle && ` · ${say('lineageCycle')}`}
        {node?.hasMore && ' …'}
      </span>
    </div>
  );
}

const cornerOf = ({ column, row }: Placed, { firstColumn, placed, rows }: LineageLayout): { readonly x: number; readonly y: number } => {
  const inColumn = placed.filter((one) => one.column === column).length;
  return { x: EDGE + (column - firstColumn) * (WIDTH + GAP_X), y: EDGE + (row + (rows - inColumn) / 2) * (HEIGHT + GAP_Y) };
};

/** A curve from the right edge of the source to the left edge of what was made from it. */
function pathOf({ from, to }: Drawn, layout: LineageLayout): string {
  const [start, end] = [cornerOf(from, layout), cornerOf(to, layout)];
  const [x1, y1, x2, y2] = [start.x + WIDTH, start.y + HEIGHT / 2, end.x, end.y + HEIGHT / 2];
  const bend = GAP_X / 2;
  return `M${String(x1)} ${String(y1)}C${String(x1 + bend)} ${String(y1)} ${String(x2 - bend)} ${String(y2)} ${String(x2)} ${String(y2)}m-8 -5l8 5l-8 5`;
}
