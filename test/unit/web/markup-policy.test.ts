import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { harmless } from '../../../web/graphiql/markup-policy.js';

describe('the markup that GraphiQL may set', () => {
  test.each(['', 'a &amp; b', '<p>A <code>title</code>, <em>so</em>.</p>\n', '<p><a href="https://example.org/a?b">there</a></p>', '<pre><code class="language-graphql">{ a }\n</code></pre>'])('%j stands', (markup) => {
    expect(harmless(markup)).toBe(markup);
  });

  test.each(['<img src=x onerror=alert(1)>', '<p onclick="a()">x</p>', '<a href="javascript:a()">x</a>', '<script>a()</script>', '<svg/onload=a()>', '<p>x</p><', '<style>a{}</style>', '<iframe srcdoc="x">'])('%j becomes text', (markup) => {
    expect(harmless(markup)).not.toMatch(/[<>]/);
  });

  test('no text leaves it with an element that has an attribute but an address of the web', () => {
    fc.assert(fc.property(fc.stringMatching(/^[<>/a-z "'=:()&]{0,40}$/), (text) => {
      for (const [tag] of harmless(text).matchAll(/<[^>]*>?/g)) expect(tag).toMatch(/^<\/?[a-z0-9]+>$|^<a href="https?:/);
    }));
  });
});
