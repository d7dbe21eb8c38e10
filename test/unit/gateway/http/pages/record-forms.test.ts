import { describe, expect, test } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { originOf } from '../../../../../gateway/http/origin.js';
import { wantedForm } from '../../../../../gateway/http/pages/record-forms.js';
import { wantedOf } from '../../../../../gateway/http/pages/send-page.js';

const message = (headers: Readonly<Record<string, string>>, url = '/id/x'): IncomingMessage => ({ headers, url, socket: {} }) as unknown as IncomingMessage;
const form = (accept: string | undefined, search = ''): string | undefined => wantedForm(message(accept === undefined ? {} : { accept }), new URLSearchParams(search));

describe('which form of a record is wanted', () => {
  test.each([
    [undefined, 'html'],
    ['*/*', 'html'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
    ['text/turtle', 'turtle'],
    ['application/json', 'jsonld'],
    ['text/turtle;q=0.4, application/ld+json;q=0.6, text/html;q=0.1', 'jsonld'],
    ['application/rdf+xml', undefined],
  ])('by Accept: %s', (accept, expected) => expect(form(accept)).toBe(expected));

  test('by name before all', () => {
    expect(form('text/html', 'format=turtle')).toBe('turtle');
    expect(form('text/turtle', 'format=html')).toBe('html');
    for (const odd of ['format=', 'format=xml', 'format=constructor', 'format=__proto__']) expect(form('text/html', odd)).toBeUndefined();
  });
});

describe('which language is wanted', () => {
  test.each([
    [{}, '/', 'ZH'],
    [{ 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' }, '/', 'EN'],
    [{ 'accept-language': 'zh-TW,zh;q=0.9,en;q=0.8' }, '/', 'ZH'],
    [{ 'accept-language': 'de' }, '/', 'ZH'],
    [{ 'accept-language': 'zh' }, '/?lang=en', 'EN'],
    [{ 'accept-language': 'en' }, '/?lang=xx', 'EN'],
  ] as const)('%j of %s', (headers, url, lang) => expect(wantedOf(message(headers, url)).lang).toBe(lang));
});

describe('under which address the gateway is known', () => {
  test('as it was set, else as it was asked', () => {
    expect(originOf(message({ host: 'a.example' }), 'https://catalog.example/')).toBe('https://catalog.example');
    expect(originOf(message({ host: 'a.example:4000' }), undefined)).toBe('http://a.example:4000');
    expect(originOf(message({ host: '[::1]:80' }), undefined)).toBe('http://[::1]:80');
    for (const host of ['a"b', 'a/b', 'a b', '', 'a:b', '<x>']) expect(originOf(message({ host }), undefined)).toBe('http://localhost');
  });
});
