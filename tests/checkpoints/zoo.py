"""Classifiers of 16 x 16 pictures in every form that Keras knows, all with the same parts."""

from __future__ import annotations

from collections.abc import Callable


def functional():
    import keras

    picture = keras.Input((16, 16, 3))
    return keras.Model(picture, _head(_body()(picture)))


def flat():
    import keras

    picture = x = keras.Input((16, 16, 3))
    for layer in _body().layers:
        x = layer(x)
    return keras.Model(picture, _head(x))


def sequential():
    import keras

    layers = keras.layers
    head = [layers.GlobalAveragePooling2D(name="pool"), layers.Dropout(0.5), layers.Dense(4, name="head")]
    return keras.Sequential([keras.Input((16, 16, 3)), *_body().layers, *head, layers.Softmax()])


def functional_inside_sequential():
    import keras

    picture = keras.Input((16, 16, 3))
    base = keras.Model(picture, _body()(picture), name="base")
    pool = keras.layers.GlobalAveragePooling2D(name="pool")
    return keras.Sequential([keras.Input((16, 16, 3)), base, pool, keras.layers.Dense(4, "softmax", name="head")])


def subclassed():
    import keras

    class Classifier(keras.Model):
        def __init__(self):
            super().__init__()
            self.body = _body()
            self.pool = keras.layers.GlobalAveragePooling2D(name="pool")
            self.head = keras.layers.Dense(4, name="head")

        def call(self, images, training=False):
            return keras.ops.softmax(self.head(self.pool(self.body(images, training=training))))

    model = Classifier()
    model(keras.ops.zeros((1, 16, 16, 3)))
    return model


def fully_convolutional():
    import keras

    layers = keras.layers
    head = [layers.Conv2D(4, 1, name="head"), layers.GlobalAveragePooling2D(), layers.Softmax()]
    return keras.Sequential([keras.Input((16, 16, 3)), *_body().layers, *head])


def with_metadata():
    """Two numbers beside the picture decide how much each feature counts, so maps differ with them."""
    import keras

    layers = keras.layers
    picture, metadata = keras.Input((16, 16, 3), name="picture"), keras.Input((2,), name="metadata")
    pooled = layers.GlobalAveragePooling2D(name="pool")(_body()(picture))
    gate = layers.Dense(6, activation="sigmoid", name="gate")(metadata)
    x = layers.Multiply(name="gated")([pooled, gate])
    return keras.Model([picture, metadata], layers.Dense(4, activation="softmax", name="head")(x))


KINDS: dict[str, Callable] = {
    kind.__name__: kind
    for kind in (functional, flat, sequential, functional_inside_sequential, subclassed, fully_convolutional)
}


def _body():
    import keras

    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((16, 16, 3)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(6, 3, strides=2, name="conv"),
            layers.BatchNormalization(name="norm"),
            layers.ReLU(name="map"),
        ],
        name="body",
    )


def _head(x):
    import keras

    x = keras.layers.Dropout(0.5)(keras.layers.GlobalAveragePooling2D(name="pool")(x))
    return keras.layers.Dense(4, activation="softmax", name="head")(x)
