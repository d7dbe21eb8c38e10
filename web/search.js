// The search page: speaks the public GraphQL API and nothing else.

const SEARCH = `query Search($query: String, $filter: SearchFilter, $after: String, $lang: Lang) {
  search(query: $query, filter: $filter, after: $after, lang: $lang) {
    total
    edges { node {
      id authority title summary ownerName modified
      highlights { field fragments }
      sameAs { id authority }
      record { ... on Dataset { distributions { format accessURL } } }
    } }
    pageInfo { hasNextPage endCursor }
    facets(fields: [KIND, THEME, AUTHORITY, FORMAT, SHARE_TYPE, FREQUENCY, QUALITY], first: 8) { field buckets { value label count } }
    index { authorities { reachable } }
  }
}`;
const SUGGEST = 'query Suggest($prefix: String!) { suggest(prefix: $prefix) { text } }';

/** Which filter a facet's values go to, and its heading. */
const FILTERS = {
  KIND: ['kinds', '类型 Kind'],
  THEME: ['themes', '主题 Theme'],
  AUTHORITY: ['authorities', '机构 Authority'],
  FORMAT: ['formats', '格式 Format'],
  SHARE_TYPE: ['shareTypes', '共享 Sharing'],
  FREQUENCY: ['frequencies', '更新 Frequency'],
  QUALITY: ['quality', '质量 Quality'],
};

const form = document.querySelector('form');
const [facets, status, hits, more, suggestions] = ['facets', 'status', 'hits', 'more', 'suggestions'].map((id) => document.getElementById(id));
let after = null;
let asked = 0;
let suggested = 0;

/** An answer in GraphQL's form, also where none came. */
async function graphql(query, variables) {
  try {
    const response = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
    return await response.json();
  } catch (error) {
    return { errors: [{ message: `目录暂时无法访问，请稍后再试。The catalog can't be reached, please try again. (${error.message})` }] };
  }
}

function element(tag, text = '', ...children) {
  const made = document.createElement(tag);
  made.append(text, ...children);
  return made;
}

/** A highlighted fragment: found words stand between U+E000 and U+E001. */
function marked(fragment) {
  return fragment.split(/(\uE000[^\uE001]*\uE001)/).map((piece) => (piece.startsWith('\uE000') ? element('mark', piece.slice(1, -1)) : piece));
}

function parameters() {
  const params = new URLSearchParams(location.search);
  const filter = Object.fromEntries(Object.values(FILTERS).map(([name]) => [name, params.getAll(name)]).filter(([, values]) => values.length > 0));
  return { query: params.get('q') || null, lang: params.get('lang') === 'EN' ? 'EN' : 'ZH', filter };
}

/** A link to a distribution; its bare format where the address is not one for a browser. */
function distributionLink({ format, accessURL }) {
  const text = format || '数据 Data';
  const isWeb = URL.canParse(accessURL) && ['http:', 'https:'].includes(new URL(accessURL).protocol);
  return isWeb ? Object.assign(element('a', text), { href: accessURL, rel: 'noopener noreferrer' }) : text;
}

/** Where the same thing was catalogued as well: each a link that finds it. */
function sameAsLine(sameAs) {
  const links = sameAs.flatMap(({ id, authority }) => [' · ', Object.assign(element('a', `${authority} ${id}`), { href: `?${new URLSearchParams({ q: id })}` })]);
  return Object.assign(element('p', '同一资源 Same as', ...links), { className: 'about' });
}

function showHit({ id, authority, title, summary, ownerName, modified, highlights, sameAs, record }) {
  const fragments = (field) => highlights.find((highlight) => highlight.field === field)?.fragments;
  const heading = element('h2', '', ...marked(fragments('title')?.[0] ?? title));
  const text = fragments('description')?.join(' … ') ?? summary ?? '';
  const links = (record?.distributions ?? []).flatMap((distribution) => [' · ', distributionLink(distribution)]);
  const about = element('p', [ownerName, authority, modified?.slice(0, 10), id].filter(Boolean).join(' · '), ...links);
  about.className = 'about';
  hits.append(element('li', '', heading, element('p', '', ...marked(text)), about, ...(sameAs.length > 0 ? [sameAsLine(sameAs)] : [])));
}

function showFacets(all, filter) {
  facets.replaceChildren(
    ...all.filter(({ field, buckets }) => buckets.length > 0 || filter[FILTERS[field][0]]).map(({ field, buckets }) => {
      const [name, heading] = FILTERS[field];
      // What is chosen stays to be seen and taken back, though nothing that is found has it.
      const chosen = (filter[name] ?? []).filter((value) => !buckets.some((bucket) => bucket.value === value)).map((value) => ({ value, label: value, count: 0 }));
      const boxes = [...buckets, ...chosen].map(({ value, label, count }) => {
        const box = Object.assign(document.createElement('input'), { type: 'checkbox', name, value, checked: filter[name]?.includes(value) ?? false });
        box.addEventListener('change', () => go(collect()));
        return element('label', '', box, element('span', label), element('span', String(count)));
      });
      return element('fieldset', '', element('legend', heading), ...boxes);
    }),
  );
}

/** Facets stay, for they hold what the reader has chosen, and after "more" so does the way to try again. */
function showFailure({ message = '没有回答。No answer.', extensions } = {}, append) {
  status.textContent = extensions?.code ? `${message} (${extensions.code})` : message;
  if (!append) more.hidden = true;
}

async function show(append) {
  const { query, lang, filter } = parameters();
  const turn = ++asked;
  if (!append) after = null;
  const { data, errors } = await graphql(SEARCH, { query, lang, filter, after });
  if (turn !== asked) return;
  if (!append) hits.replaceChildren();
  const found = data?.search;
  if (!found) {
    showFailure(errors?.[0], append);
    return;
  }
  const silent = found.index.authorities.filter(({ reachable }) => !reachable).length;
  status.textContent = `${found.total} 条结果 results${silent > 0 ? ` · ${silent} 个机构暂不可达 authorities not reachable` : ''}`;
  for (const { node } of found.edges) showHit(node);
  showFacets(found.facets, filter);
  after = found.pageInfo.endCursor;
  more.hidden = !found.pageInfo.hasNextPage;
}

function collect() {
  const params = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  for (const { name, value } of facets.querySelectorAll('input:checked')) params.append(name, value);
  return params;
}

function go(params) {
  history.pushState(null, '', `?${params}`);
  void show(false);
}

function restore() {
  const { query, lang } = parameters();
  form.elements.q.value = query ?? '';
  form.elements.lang.value = lang;
  document.documentElement.lang = lang === 'EN' ? 'en' : 'zh';
  void show(false);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  go(collect());
});
form.elements.lang.addEventListener('change', () => go(collect()));
form.elements.q.addEventListener('input', async ({ target: { value } }) => {
  const turn = ++suggested;
  const { data } = value.trim() ? await graphql(SUGGEST, { prefix: value }) : {};
  if (turn !== suggested) return;
  suggestions.replaceChildren(...(data?.suggest ?? []).map(({ text }) => Object.assign(document.createElement('option'), { value: text })));
});
more.addEventListener('click', () => void show(true));
addEventListener('popstate', restore);
restore();
