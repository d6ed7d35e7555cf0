import { expect, it } from 'vitest';
import { html, trusted } from './markup.ts';

it('escapes what is put in, and spells out what cannot be seen', () => {
  const attack = `"'><script>&\u202e\u0000`;
  expect(html`<p title="${attack}">${attack}</p>`.text).toBe(
    '<p title="&quot;&#39;&gt;&lt;script&gt;&amp;\\u202E\\u0000">&quot;&#39;&gt;&lt;script&gt;&amp;\\u202E\\u0000</p>',
  );
});

it('takes markup as it is, lists piece by piece, and nothing for nothing', () => {
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
  expect(
    html`<ul>
      ${items}${undefined}${false}${0}${trusted('<hr>')}
    </ul>`.text,
  ).toBe('<ul>\n<li>a</li><li>&lt;b&gt;</li>0<hr>\n</ul>');
});

it('leaves out the indentation of its source, and none of a text', () => {
  const text = '{\n  "a": 1\n}';
  expect(
    html`<pre>${text}</pre>
      <p></p>`.text,
  ).toBe('<pre>{\n  &quot;a&quot;: 1\n}</pre>\n<p></p>');
});
