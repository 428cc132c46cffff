import { GatewayOpcodes as Op } from 'discord.js';
import { WebSocket } from 'ws';

/** A dispatch as a person's client received it. */
export interface Dispatch {
  type: string;
  data: unknown;
}

interface Packet {
  op: Op;
  t: string;
  s: number;
  d: unknown;
}

interface Waiter {
  check(): boolean;
  fail(error: Error): void;
}

/** A person's gateway connection: keeps what came, and lets a test wait for it. */
export class PersonGateway {
  /** Everything that came, in order. */
  readonly log: Dispatch[] = [];
  readonly #socket: WebSocket;
  readonly #waiters = new Set<Waiter>();
  readonly #taken = new Set<Dispatch>();
  #heartbeat: NodeJS.Timeout | null = null;
  #sequence: number | null = null;

  private constructor(url: string, token: string, onDispatch: (dispatch: Dispatch) => void) {
    this.#socket = new WebSocket(`${url}?v=10&encoding=json`);
    this.#socket.on('message', (raw: Buffer) => {
      const { op, t, s, d } = JSON.parse(raw.toString()) as Packet;
      if (op === Op.Hello) {
        const { heartbeat_interval: interval } = d as { heartbeat_interval: number };
        this.#heartbeat = setInterval(() => this.#send(Op.Heartbeat, this.#sequence), interval);
        this.#send(Op.Identify, { token, properties: {} });
      }
      if (op !== Op.Dispatch) return;
      this.#sequence = s;
      const dispatch = { type: t, data: d };
      this.log.push(dispatch);
      onDispatch(dispatch);
      this.#wake();
    });
    this.#socket.on('close', () => this.#end(new Error('The gateway connection was closed')));
    this.#socket.on('error', (error) => this.#end(error));
  }

  /** Connects and waits for READY. */
  static async connect(
    url: string,
    token: string,
    onDispatch: (dispatch: Dispatch) => void,
  ): Promise<PersonGateway> {
    const gateway = new PersonGateway(url, token, onDispatch);
    await gateway.take('READY');
    return gateway;
  }

  /**
   * The first dispatch of a type that fits and was not taken before; waits for it if need be.
   * @throws {Error} after `timeoutMs`, saying what came instead
   */
  take<T = unknown>(
    type: string,
    fits: (data: T) => boolean = () => true,
    timeoutMs = 5000,
  ): Promise<T> {
    const probe = (): T | undefined => {
      const found = this.log.find(
        (each) => each.type === type && !this.#taken.has(each) && fits(each.data as T),
      );
      if (found) this.#taken.add(found);
      return found?.data as T | undefined;
    };
    return this.until(probe, type, timeoutMs);
  }

  /**
   * Waits until `probe` gives something; asks again after every dispatch.
   * @throws {Error} after `timeoutMs`
   */
  until<T>(probe: () => T | undefined, what: string, timeoutMs = 5000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const came = this.log.slice(-12).map((each) => each.type);
        waiter.fail(new Error(`No ${what} in ${timeoutMs} ms; last came: ${came.join(', ')}`));
      }, timeoutMs);
      const waiter: Waiter = {
        check: () => {
          const found = probe();
          if (found === undefined) return false;
          clearTimeout(timer);
          resolve(found);
          return true;
        },
        fail: (error) => {
          clearTimeout(timer);
          this.#waiters.delete(waiter);
          reject(error);
        },
      };
      if (!waiter.check()) this.#waiters.add(waiter);
    });
  }

  async close(): Promise<void> {
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((resolve) => {
      this.#socket.once('close', () => resolve());
      this.#socket.close();
    });
  }

  #send(op: Op, data: unknown): void {
    this.#socket.send(JSON.stringify({ op, d: data }));
  }

  #wake(): void {
    for (const waiter of this.#waiters) if (waiter.check()) this.#waiters.delete(waiter);
  }

  #end(error: Error): void {
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    for (const waiter of [...this.#waiters]) waiter.fail(error);
  }
}
