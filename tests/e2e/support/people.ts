import type { Simulator } from '../../../src/simulator/server.js';
import { Person } from './person.js';

/** The demo world's two members and its moderator, each connected as a client. */
export interface People {
  haneul: Person;
  doyun: Person;
  jiwoo: Person;
}

export async function connectPeople(simulator: Simulator): Promise<People> {
  const [haneul, doyun, jiwoo] = await Promise.all(
    simulator.demo.people.map((each) => Person.connect(simulator, each)),
  );
  if (!haneul || !doyun || !jiwoo) throw new Error('the demo world has three people');
  return { haneul, doyun, jiwoo };
}

export async function disconnectPeople(people: People): Promise<void> {
  await Promise.all(Object.values(people).map((person: Person) => person.disconnect()));
}
