/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import java.util.List;

/**
 * A DJL block without its parameters: which layer it is, with all its settings. Sizes are in the order of DJL's
 * shapes, without batch and channels. Get one with {@link BlockDescriptions#of}, make a block of it with
 * {@link BlockDescriptions#build}. Every record is immutable and checks its settings with
 * {@link IllegalArgumentException}.
 */
public sealed interface BlockDescription {

    /** The parts, in order; empty for a layer. */
    default List<BlockDescription> children() {
        return List.of();
    }

    /** How the outputs of branches become one. */
    enum Join {
        /** Added, element by element. */
        SUM,
        /** One after the other along an axis. */
        CONCAT
    }

    /** What a pool makes of the values under it. */
    enum PoolKind {
        /** The largest. */
        MAX,
        /** The mean. */
        AVG
    }

    /** An activation function, with the name that DJL gives its block. */
    enum ActivationKind {
        /** max(0, x). */
        RELU("ReLU", false),
        /** min(6, max(0, x)). */
        RELU6("ReLU6", false),
        /** 1 / (1 + exp(-x)). */
        SIGMOID("sigmoid", false),
        /** The hyperbolic tangent. */
        TANH("Tanh", false),
        /** log(1 + exp(x)). */
        SOFT_PLUS("softPlus", false),
        /** x / (1 + |x|). */
        SOFT_SIGN("softSign", false),
        /** x, or alpha x below 0. */
        LEAKY_RELU("LeakyReLU", true),
        /** x, or alpha (exp(x) - 1) below 0. */
        ELU("ELU", true),
        /** The scaled ELU with the constants of its paper. */
        SELU("SELU", false),
        /** x times the normal distribution function of x, by the error function and not by its approximation. */
        GELU("GELU", false),
        /** x / (1 + exp(-alpha x)); DJL calls alpha beta. */
        SWISH("Swish", true),
        /** x tanh(log2(1 + exp(x))), as DJL computes it; elsewhere Mish has the natural logarithm. */
        MISH("Mish", false);

        private final String djlName;
        private final boolean alpha;

        ActivationKind(String djlName, boolean alpha) {
            this.djlName = djlName;
            this.alpha = alpha;
        }

        /** The name of DJL's block: {@code ReLU}, {@code sigmoid}, {@code Tanh}, ... */
        public String djlName() {
            return djlName;
        }

        /** Whether the function has a constant. */
        public boolean hasAlpha() {
            return alpha;
        }
    }

    /** Blocks one after the other. */
    record Sequential(List<BlockDescription> children) implements BlockDescription {
        /** Copies the list. */
        public Sequential {
            children = List.copyOf(children);
        }
    }

    /**
     * Branches that all get the same input.
     *
     * @param join how their outputs become one
     * @param axis along which axis they are concatenated, 1 for channels; 0 for a sum
     * @param children the branches, at least one
     */
    record Parallel(Join join, int axis, List<BlockDescription> children) implements BlockDescription {
        /** Copies the list. */
        public Parallel {
            children = List.copyOf(children);
            Settings.require(!children.isEmpty(), "A parallel block needs at least one branch.");
            Settings.require(join == Join.CONCAT || axis == 0, "A sum has no axis; give 0, not " + axis + ".");
        }
    }

    /**
     * A fully connected layer on the last axis. Parameters: {@code weight} (units, inputs), {@code bias} (units).
     *
     * @param units how many values it gives
     * @param bias whether it has a bias
     */
    record Linear(long units, boolean bias) implements BlockDescription {
        /** Checks the units. */
        public Linear {
            Settings.require(units > 0, "A linear layer needs units > 0, but got " + units + ".");
        }
    }

    /**
     * A convolution over as many dimensions as the kernel has: 1, 2 or 3, channels first. Parameters: {@code weight}
     * (filters, input channels / groups, kernel...), {@code bias} (filters).
     *
     * @param filters how many channels it gives
     * @param kernel the size of the kernel
     * @param stride the step in each dimension
     * @param padding the zeros added at both ends of each dimension
     * @param dilation the distance of the kernel's elements in each dimension
     * @param groups into how many groups the channels are split
     * @param bias whether it has a bias
     */
    record Conv(
            int filters,
            List<Long> kernel,
            List<Long> stride,
            List<Long> padding,
            List<Long> dilation,
            int groups,
            boolean bias)
            implements BlockDescription {
        /** Copies and checks the sizes. */
        public Conv {
            kernel = List.copyOf(kernel);
            stride = List.copyOf(stride);
            padding = List.copyOf(padding);
            dilation = List.copyOf(dilation);
            Settings.require(filters > 0 && groups > 0, "A convolution needs filters and groups > 0.");
            Settings.dimensions("convolution", kernel, stride, padding);
            Settings.dimensions("convolution", kernel, dilation, padding);
        }

        /** How many dimensions it goes over. */
        public int dimensions() {
            return kernel.size();
        }
    }

    /**
     * Batch normalisation. Parameters: {@code gamma}, {@code beta}, {@code runningMean}, {@code runningVar}, each of
     * the size of the axis; all four are there and used, whatever is trained.
     *
     * @param axis the axis of the channels
     * @param epsilon added to the variance
     * @param momentum how much of the running statistics stays at each step
     * @param center whether beta is trained
     * @param scale whether gamma is trained
     */
    record BatchNorm(int axis, float epsilon, float momentum, boolean center, boolean scale)
            implements BlockDescription {}

    /**
     * Layer normalisation over the last axes. Parameters: {@code gamma}, {@code beta} of the normalised shape.
     *
     * @param axes which axes of the input, the batch being 0; empty for all but the batch
     * @param epsilon added to the variance
     * @param center whether beta is trained
     * @param scale whether gamma is trained
     */
    record LayerNorm(List<Integer> axes, float epsilon, boolean center, boolean scale) implements BlockDescription {
        /** Copies the axes. */
        public LayerNorm {
            axes = List.copyOf(axes);
        }
    }

    /**
     * Dropout, which does nothing when scoring.
     *
     * @param rate which share is dropped in training, from 0 to 1
     */
    record Dropout(float rate) implements BlockDescription {
        /** Checks the rate. */
        public Dropout {
            Settings.require(rate >= 0 && rate <= 1, "A dropout rate is from 0 to 1, but got " + rate + ".");
        }
    }

    /**
     * A pool over as many dimensions as the kernel has: 1, 2 or 3, channels first.
     *
     * @param kind what it makes of the values under it
     * @param kernel the size of the window
     * @param stride the step in each dimension
     * @param padding the padding at both ends of each dimension
     * @param ceilMode whether a last window that is not full counts
     * @param countPadding whether padding counts in a mean; false for a maximum
     */
    record Pool(
            PoolKind kind,
            List<Long> kernel,
            List<Long> stride,
            List<Long> padding,
            boolean ceilMode,
            boolean countPadding)
            implements BlockDescription {
        /** Copies and checks the sizes. */
        public Pool {
            kernel = List.copyOf(kernel);
            stride = List.copyOf(stride);
            padding = List.copyOf(padding);
            Settings.dimensions("pool", kernel, stride, padding);
        }

        /** How many dimensions it goes over. */
        public int dimensions() {
            return kernel.size();
        }
    }

    /**
     * A pool over the whole of all dimensions but batch and channels, which then are gone: (batch, channels) is left.
     *
     * @param kind what it makes of the values
     * @param dimensions how many dimensions it goes over: 1, 2 or 3
     */
    record GlobalPool(PoolKind kind, int dimensions) implements BlockDescription {
        /** Checks the dimensions. */
        public GlobalPool {
            Settings.require(
                    dimensions >= 1 && dimensions <= 3,
                    "A pool goes over 1, 2 or 3 dimensions, but got " + dimensions + ".");
        }
    }

    /**
     * An activation function.
     *
     * @param kind which one
     * @param alpha its constant, 0 for those that have none
     */
    record Activation(ActivationKind kind, float alpha) implements BlockDescription {
        /** Checks the constant. */
        public Activation {
            Settings.require(kind.hasAlpha() || alpha == 0, kind + " has no constant; give 0, not " + alpha + ".");
        }
    }

    /**
     * Values that become shares of 1 along an axis.
     *
     * @param axis which axis; -1 is the last
     */
    record Softmax(int axis) implements BlockDescription {}

    /** All axes but the first become one. */
    record Flatten() implements BlockDescription {}

    /**
     * Another shape for each row of the batch.
     *
     * @param shape the shape without the batch; one size may be -1
     */
    record Reshape(List<Long> shape) implements BlockDescription {
        /** Copies the shape. */
        public Reshape {
            shape = List.copyOf(shape);
        }
    }

    /**
     * One position along an axis, which then is gone: {@code Select(1, -1)} is the last step of a sequence.
     *
     * @param axis which axis, the batch being 0; at least 1
     * @param index which position; -1 is the last
     */
    record Select(int axis, long index) implements BlockDescription {
        /** Checks the axis. */
        public Select {
            Settings.require(axis >= 1, "An axis to select from is at least 1, but got " + axis + ".");
        }
    }

    /** The input as it is. */
    record Identity() implements BlockDescription {}

    /**
     * A vector for each whole number of the input, as a new last axis. Parameter: {@code embedding} (rows, size).
     *
     * @param rows how many numbers there are: 0 to rows - 1
     * @param size the length of a vector
     */
    record Embedding(int rows, int size) implements BlockDescription {
        /** Checks the sizes. */
        public Embedding {
            Settings.require(rows > 0 && size > 0, "An embedding needs rows and size > 0.");
        }
    }

    /**
     * A long short-term memory that begins with zeros. Parameters for each layer {@code i} and each direction {@code d}
     * ({@code l}, and {@code r} where it goes both ways): {@code d_i_i2h_WEIGHT}, {@code d_i_h2h_WEIGHT} and the same
     * with {@code BIAS}.
     *
     * @param units the size of the state
     * @param layers how many layers are stacked
     * @param bidirectional whether it reads the sequence both ways
     * @param batchFirst whether the input is (batch, time, values) and not (time, batch, values)
     * @param bias whether it has biases
     * @param dropout which share is dropped between layers in training
     */
    record Lstm(int units, int layers, boolean bidirectional, boolean batchFirst, boolean bias, float dropout)
            implements BlockDescription {
        /** Checks the sizes. */
        public Lstm {
            Settings.require(units > 0 && layers > 0, "An LSTM needs units and layers > 0.");
        }
    }

    /**
     * A gated recurrent unit that begins with zeros; parameters are named as those of {@link Lstm}.
     *
     * @param units the size of the state
     * @param layers how many layers are stacked
     * @param bidirectional whether it reads the sequence both ways
     * @param batchFirst whether the input is (batch, time, values) and not (time, batch, values)
     * @param bias whether it has biases
     * @param dropout which share is dropped between layers in training
     */
    record Gru(int units, int layers, boolean bidirectional, boolean batchFirst, boolean bias, float dropout)
            implements BlockDescription {
        /** Checks the sizes. */
        public Gru {
            Settings.require(units > 0 && layers > 0, "A GRU needs units and layers > 0.");
        }
    }
}
