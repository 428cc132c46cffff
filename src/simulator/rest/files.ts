import type { FastifyInstance, FastifyReply } from 'fastify';
import type { StoredFile } from '../world/records.js';
import { avatarKey } from '../world/profile.js';
import type { World } from '../world/world.js';

/** Types that a browser may show inside the page; all others are downloads. */
const SHOWN = /^(image\/(png|jpeg|gif|webp)|video\/mp4|audio\/mpeg)$/;
const DEFAULT_AVATAR_COLORS = ['5865f2', '757e8a', '3ba55c', 'faa61a', 'ed4245', 'eb459f'];

function deliver(reply: FastifyReply, file: StoredFile | undefined): FastifyReply {
  if (!file) return reply.code(404).send({ message: '404: Not Found', code: 0 });
  const shown = SHOWN.test(file.contentType);
  return reply
    .headers({
      'content-type': shown ? file.contentType : 'application/octet-stream',
      'content-disposition': shown
        ? 'inline'
        : `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
      'cache-control': 'private, max-age=3600',
      'x-content-type-options': 'nosniff',
    })
    .send(file.bytes);
}

function defaultAvatar(index: number): string {
  const color = DEFAULT_AVATAR_COLORS[index % DEFAULT_AVATAR_COLORS.length];
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">' +
    `<rect width="64" height="64" fill="#${color}"/>` +
    '<circle cx="32" cy="25" r="11" fill="#fff"/><path d="M10 64a22 22 0 0 1 44 0z" fill="#fff"/></svg>'
  );
}

/** The part of Discord's CDN that a client needs: attachments and avatars. */
export function fileRoutes(app: FastifyInstance, world: World): void {
  app.get<{ Params: { attachment: string } }>(
    '/attachments/:channel/:attachment/:filename',
    async (request, reply) => deliver(reply, world.files.get(request.params.attachment)),
  );

  app.get<{ Params: { user: string; file: string } }>(
    '/avatars/:user/:file',
    async (request, reply) => {
      const { user, file } = request.params;
      return deliver(reply, world.files.get(avatarKey(user, file.replace(/\.\w+$/, ''))));
    },
  );

  app.get<{ Params: { file: string } }>('/embed/avatars/:file', async (request, reply) => {
    const index = Number.parseInt(request.params.file, 10) || 0;
    return reply.type('image/svg+xml').send(defaultAvatar(index));
  });
}
