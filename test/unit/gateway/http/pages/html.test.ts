import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeHtml, htmlPage, scriptJson, webLink } from '../../../../../gateway/http/pages/html.js';

const text = fc.oneof(fc.string(), fc.constantFrom('</script>', '<!--', '"><img src=x onerror=1>', "' onmouseover='x", '\u2028', '&lt;'));

describe('HTML of the pages', () => {
  test('a text is never markup', () => {
    fc.assert(fc.property(text, (one) => expect(escapeHtml(one)).not.toMatch(/[<>"']/)));
  });

  test('data in a page end no element and are read back', () => {
    fc.assert(fc.property(fc.array(text), (all) => {
      expect(scriptJson(all)).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(scriptJson(all))).toEqual(all);
    }));
  });

  test('a page has the same elements, whatever its texts', () => {
    const tags = (html: string): readonly string[] => html.match(/<[a-z!/][^>\s]*/gi) ?? [];
    const page = (one: string): string => htmlPage({ lang: 'ZH', title: one, description: one, canonical: `https://c.example/${encodeURIComponent(one)}`, jsonLd: { name: one }, body: `<p>${escapeHtml(one)}</p>`, drawn: { html: '<main></main>', answers: [one] } });
    fc.assert(fc.property(text, (one) => expect(tags(page(one))).toEqual(tags(page('水位')))));
  });

  test('links lead to the web alone', () => {
    expect(webLink('https://a.example/?x="y"', '<a>')).toBe('<a href="https://a.example/?x=&#34;y&#34;" rel="noopener noreferrer">&#60;a&#62;</a>');
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'nothing']) expect(webLink(url, 'x')).toBe('x');
  });
});
