package io.rollcall.discovery.survey;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Counts how much the protocol does: each method that is entered and each turn of a loop, in copies
 * of the classes of this package that are loaded beside the others. So a test can tell how work
 * grows without a clock.
 */
public final class Steps {
  private static final String PACKAGE = "io.rollcall.discovery.survey.";
  private static final String STEPS = "io/rollcall/discovery/survey/Steps";

  private static long taken;

  private Steps() {}

  /** A step; the counted classes call it. */
  public static void take() {
    taken++;
  }

  /** Nothing is counted so far. */
  static void begin() {
    taken = 0;
  }

  static long taken() {
    return taken;
  }

  /** A copy of this scenario that runs on counted classes. */
  static IntConsumer counted(Class<? extends IntConsumer> scenario) {
    try {
      Constructor<?> made = new Copies().loadClass(scenario.getName()).getDeclaredConstructor();
      made.setAccessible(true);
      return (IntConsumer) made.newInstance();
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(impossible.getMessage(), impossible);
    }
  }

  /** Loads the package anew, but for this class itself. */
  private static final class Copies extends ClassLoader {
    Copies() {
      super(Steps.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(PACKAGE) || name.equals(Steps.class.getName())) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? counting(name) : loaded;
      }
    }

    private Class<?> counting(String name) throws ClassNotFoundException {
      try (InputStream octets = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (octets == null) {
          throw new ClassNotFoundException(name);
        }
        ClassReader reader = new ClassReader(octets);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Counting(writer), 0);
        byte[] made = writer.toByteArray();
        return defineClass(name, made, 0, made.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }

  private static final class Counting extends ClassVisitor {
    Counting(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return next == null ? null : new CountingMethod(next);
    }
  }

  private static final class CountingMethod extends MethodVisitor {
    private final Set<Label> passed = new HashSet<>();

    CountingMethod(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      count();
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (passed.contains(label)) {
        count();
      }
      super.visitJumpInsn(opcode, label);
    }

    private void count() {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, STEPS, "take", "()V", false);
    }
  }
}
