import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect } from './host.ts';

/** A server of somebody else on the same machine, with the headers that each of its visitors sent. */
interface Stranger {
  readonly port: number;
  readonly cookies: readonly string[];
}

const test = base.extend<{ stranger: Stranger }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures needed from a pattern
  stranger: async ({}, use) => {
    const cookies: string[] = [];
    const server = createServer((request, response) => {
      cookies.push(request.headers.cookie ?? '');
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Stranger</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use({ port: (server.address() as AddressInfo).port, cookies });
    server.closeAllConnections();
    server.close();
  },
});

test.describe('a page of somebody else that knows the name of the host', () => {
  for (const kind of ['a name of its own', 'the host’s own name at another port']) {
    test(`opens no socket, sends nothing, reads nothing and frames nothing: ${kind}`, async ({
      page,
      host,
      stranger,
    }) => {
      const own = new URL(host.origin).hostname;
      const name = kind.startsWith('a name') ? 'stranger.localhost' : own;
      const other = await page.context().newPage();
      await other.goto(`http://${name}:${stranger.port}/`);
      const outcome = await other.evaluate(async (origin) => {
        async function send(path: string, options: RequestInit): Promise<string> {
          return fetch(`${origin}${path}`, { credentials: 'include', ...options }).then(
            (answer) => `read ${answer.status}`,
            () => 'refused',
          );
        }
        function load(element: HTMLElement & { src: string }, path: string): Promise<string> {
          return new Promise((resolve) => {
            element.addEventListener('load', () => resolve('loaded'));
            element.addEventListener('error', () => resolve('refused'));
            element.src = `${origin}${path}`;
            document.body.append(element);
          });
        }
        const socket = new WebSocket(`${origin.replace('http', 'ws')}/api`);
        const json = { 'content-type': 'application/json', 'x-achilles': '1' };
        return {
          socket: await new Promise((resolve) => {
            socket.addEventListener('open', () => resolve('open'));
            socket.addEventListener('error', () => resolve('refused'));
          }),
          read: await send('/', {}),
          session: await send('/session', { method: 'POST', headers: json, body: '{"token":"a"}' }),
          upload: await send('/files?name=a.csv', { method: 'POST', headers: json, body: 'a' }),
          script: await load(document.createElement('script'), '/open.js'),
          picture: await load(document.createElement('img'), '/assets/icon.svg'),
        };
      }, host.origin);
      expect(outcome).toEqual({
        socket: 'refused',
        read: 'refused',
        session: 'refused',
        upload: 'refused',
        script: 'refused',
        picture: 'refused',
      });

      // A frame of the host shows the browser's own page of refusal: nothing of the interface.
      await other.evaluate((origin) => {
        const frame = document.createElement('iframe');
        frame.src = origin;
        document.body.append(frame);
        return new Promise((resolve) => frame.addEventListener('load', resolve));
      }, host.origin);
      expect(await other.frames()[1]?.locator('#root').count()).toBe(0);

      // A form, which needs nobody's leave to be sent.
      await other.evaluate((origin) => {
        const form = document.createElement('form');
        form.method = 'post';
        form.enctype = 'text/plain';
        form.action = `${origin}/session`;
        document.body.append(form);
        form.submit();
      }, host.origin);
      await expect(other.getByText('Another site asked for this.')).toBeVisible();
    });
  }

  test('is sent no session cookie when it has a name of its own', async ({ page, stranger }) => {
    const other = await page.context().newPage();
    await other.goto(`http://stranger.localhost:${stranger.port}/`);
    expect(stranger.cookies.length).toBeGreaterThan(0);
    expect(stranger.cookies.filter((cookie) => cookie !== '')).toEqual([]);
  });
});
