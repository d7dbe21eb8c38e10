import { Section } from '../parts/page.js';
import { say } from '../words/say.js';

/** 信息项: the fields of the data. */
export function Items({ items }: { readonly items: readonly { readonly name: string; readonly dataType: string | null }[] }) {
  if (items.length === 0) return null;
  return (
    <Section title={say('items')} id="items">
      <div class="scroll" tabIndex={0} role="group" aria-labelledby="items-title">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('itemName')}</th>
              <th scope="col">{say('itemType')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ name, dataType }, index) => (
              <tr key={index}>
                <th scope="row">{name}</th>
                <td>{dataType ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
