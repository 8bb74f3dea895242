import type { Tracing } from '../ports/tracing.ts';

/**
 * The port, with a span `<name>.<method>` around each call of a method that answers a promise. Names alone are told, no arguments.
 * What happens outside of any trace (polling, maintenance) begins none.
 */
export function observedPort<Port extends object>(port: Port, name: string, tracing: Tracing): Port {
  const wrapped = new Map<PropertyKey, unknown>();
  return new Proxy(port, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function' || typeof property === 'symbol') return value;
      let method = wrapped.get(property);
      if (!method) {
        method = spanned(target, value as Method, `${name}.${property}`, tracing);
        wrapped.set(property, method);
      }
      return method;
    },
  });
}

type Method = (...args: unknown[]) => unknown;

function spanned(target: object, method: Method, name: string, tracing: Tracing): Method {
  return (...args) => {
    if (tracing.current() === null) return method.apply(target, args);
    return tracing.span(name, {}, async () => method.apply(target, args), 'client');
  };
}
